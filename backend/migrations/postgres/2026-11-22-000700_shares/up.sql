-- Shared certificates: ciphertext whose key never reaches the server.
CREATE TABLE shares (
    id TEXT PRIMARY KEY NOT NULL,
    ciphertext TEXT,
    manage_hash TEXT NOT NULL,
    opens INTEGER NOT NULL DEFAULT 0,
    last_opened_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP,
    stopped_at TIMESTAMP
);
CREATE INDEX shares_by_end ON shares (expires_at);
