-- The life of a signing key: made, active, then retired or compromised; each moment is kept.
ALTER TABLE issuer_keys ADD COLUMN activated_at TIMESTAMP;
UPDATE issuer_keys SET activated_at = created_at;
-- Why it was retired or marked as compromised.
ALTER TABLE issuer_keys ADD COLUMN end_reason TEXT;
-- compromised_at is the moment from which nothing signed counts; this is when that was noted.
ALTER TABLE issuer_keys ADD COLUMN compromise_noted_at TIMESTAMP;
-- Every how many days the organisation gets new keys; absent: only when somebody says so.
ALTER TABLE organisations ADD COLUMN key_days INTEGER;
-- What was signed, and when: a SHA-256 of each certificate, kept so that a stolen key cannot be
-- used for the past.
CREATE TABLE signed_imprints (
    id TEXT PRIMARY KEY NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    imprint TEXT NOT NULL,
    signed_at TIMESTAMP NOT NULL
);
CREATE INDEX signed_imprints_by_imprint ON signed_imprints (organisation_id, imprint);
