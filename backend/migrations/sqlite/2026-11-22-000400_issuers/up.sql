-- Signing keys of organisations, what they are accredited for, and their signed status lists.
CREATE TABLE issuer_keys (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    -- Counts from 1; the fragment in the organisation's DID document is key-<number>.
    number INTEGER NOT NULL,
    public_key TEXT NOT NULL,
    -- The private key, sealed under the operator's master key.
    sealed_seed TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    -- Retired: signs no more, what it signed still verifies.
    retired_at TIMESTAMP,
    -- Compromised: leaves the document, and with it everything it signed.
    compromised_at TIMESTAMP,
    PRIMARY KEY (organisation_id, number)
);
CREATE TABLE accreditations (
    id TEXT PRIMARY KEY NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    framework TEXT NOT NULL,
    -- Absent: the whole framework.
    standard TEXT,
    valid_from DATE NOT NULL,
    valid_until DATE,
    act TEXT NOT NULL,
    act_url TEXT,
    illustrative BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX accreditations_by_organisation ON accreditations (organisation_id);
CREATE TABLE status_lists (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    purpose TEXT NOT NULL,
    list INTEGER NOT NULL,
    -- What the list says and which key signed it, as a hash: a new one is signed when it changes.
    content_hash TEXT NOT NULL,
    credential TEXT NOT NULL,
    signed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (organisation_id, purpose, list)
);
