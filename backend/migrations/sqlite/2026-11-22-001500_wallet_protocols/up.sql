-- What wallets of any maker have been given (OpenID4VCI): an access token for one offer.
CREATE TABLE wallet_grants (
    token_hash TEXT PRIMARY KEY NOT NULL,
    -- An offer, or one that was promised before the certificate was signed; it keeps its id.
    offer_id TEXT NOT NULL,
    -- The key that the certificate was given to first; absent while nothing was given.
    holder TEXT,
    copies INTEGER NOT NULL DEFAULT 0,
    -- What was asked for while the certificate was not signed yet, as JSON.
    waiting TEXT,
    -- Named by this hash in the deferred endpoint.
    transaction_hash TEXT UNIQUE,
    -- What the wallet said became of it: credential_accepted, …
    outcome TEXT,
    notification_hash TEXT UNIQUE,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX wallet_grants_by_offer ON wallet_grants (offer_id);
-- Offers made before the signature: they become offers of the certificate when it is issued.
CREATE TABLE promised_offers (
    id TEXT PRIMARY KEY NOT NULL,
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    code_hash TEXT NOT NULL UNIQUE,
    code_sealed TEXT NOT NULL,
    pin_hash TEXT NOT NULL,
    attempts_left INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX promised_offers_by_assessment ON promised_offers (assessment_id);
