-- Where each issued credential stands in its issuer's public status lists.
CREATE TABLE status_entries (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    -- The organisation's lists count from 1; revocation and suspension share number and position.
    list INTEGER NOT NULL,
    position INTEGER NOT NULL,
    -- The id of the certificate, or of another credential, that owns the position.
    subject_id TEXT NOT NULL UNIQUE,
    revoked_at TIMESTAMP,
    revoked_reason TEXT,
    suspended_at TIMESTAMP,
    suspended_reason TEXT,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (organisation_id, list, position)
);
