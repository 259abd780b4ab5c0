-- What verifiers asked wallets for (OpenID4VP); gone an hour after it ended.
CREATE TABLE presentation_requests (
    id TEXT PRIMARY KEY NOT NULL,
    -- Whoever asked reads the answer with the secret of this hash.
    secret_hash TEXT NOT NULL,
    nonce TEXT NOT NULL,
    -- The facts asked for, as JSON.
    asked TEXT NOT NULL,
    -- What was found, sealed under the operator's master key; absent when the person declined.
    answer TEXT,
    answered_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
