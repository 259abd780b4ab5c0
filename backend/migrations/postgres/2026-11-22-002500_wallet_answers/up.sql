-- One access token is for a certificate in two forms: what waits, and what is to be reported back, is
-- kept for each answer and not for the token.
CREATE TABLE lean_grants (
    token_hash TEXT PRIMARY KEY NOT NULL,
    -- An offer, or one that was promised before the certificate was signed; it keeps its id.
    offer_id TEXT NOT NULL,
    -- The key that the certificate was given to first; absent while nothing was given.
    holder TEXT,
    copies INTEGER NOT NULL DEFAULT 0,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
INSERT INTO lean_grants SELECT token_hash, offer_id, holder, copies, created_at, expires_at FROM wallet_grants;
-- What was asked for while the certificate was not signed yet, until it is fetched.
CREATE TABLE wallet_transactions (
    -- Named by this hash in the deferred endpoint.
    transaction_hash TEXT PRIMARY KEY NOT NULL,
    token_hash TEXT NOT NULL REFERENCES lean_grants (token_hash) ON DELETE CASCADE,
    -- The form and the keys, as JSON.
    waiting TEXT NOT NULL
);
INSERT INTO wallet_transactions SELECT transaction_hash, token_hash, waiting FROM wallet_grants
    WHERE transaction_hash IS NOT NULL AND waiting IS NOT NULL;
CREATE INDEX wallet_transactions_by_token ON wallet_transactions (token_hash);
-- What the wallet was given, and what it said became of it: credential_accepted, …
CREATE TABLE wallet_notifications (
    notification_hash TEXT PRIMARY KEY NOT NULL,
    token_hash TEXT NOT NULL REFERENCES lean_grants (token_hash) ON DELETE CASCADE,
    outcome TEXT
);
INSERT INTO wallet_notifications SELECT notification_hash, token_hash, outcome FROM wallet_grants
    WHERE notification_hash IS NOT NULL;
CREATE INDEX wallet_notifications_by_token ON wallet_notifications (token_hash);
DROP TABLE wallet_grants;
ALTER TABLE lean_grants RENAME TO wallet_grants;
CREATE INDEX wallet_grants_by_offer ON wallet_grants (offer_id);
