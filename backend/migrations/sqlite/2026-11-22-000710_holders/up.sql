-- Challenges that a wallet has signed: each proves its key once.
CREATE TABLE holder_challenges (
    challenge TEXT PRIMARY KEY NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX holder_challenges_by_end ON holder_challenges (expires_at);
