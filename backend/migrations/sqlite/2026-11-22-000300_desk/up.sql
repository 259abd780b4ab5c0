-- The desk: candidates, assessments, certificates, claim offers.
CREATE TABLE candidates (
    id TEXT PRIMARY KEY NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    name TEXT NOT NULL,
    -- The name without accents and capitals, to be searched.
    name_words TEXT NOT NULL,
    birth_date DATE NOT NULL,
    -- did:key of the person's wallet.
    wallet TEXT,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX candidates_by_name ON candidates (organisation_id, name_words, id);
CREATE INDEX candidates_by_wallet ON candidates (wallet);
-- Identity documents: the number is a keyed hash, never the number itself.
CREATE TABLE identity_evidence (
    id TEXT PRIMARY KEY NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    candidate_id TEXT NOT NULL REFERENCES candidates (id),
    document_type TEXT NOT NULL,
    country TEXT NOT NULL,
    number_hash TEXT NOT NULL,
    assurance TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (organisation_id, number_hash)
);
CREATE INDEX identity_evidence_by_candidate ON identity_evidence (candidate_id);
CREATE TABLE assessments (
    id TEXT PRIMARY KEY NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    candidate_id TEXT NOT NULL REFERENCES candidates (id),
    -- The standard and its units as they were when the assessment began, JSON.
    standard TEXT NOT NULL,
    units TEXT NOT NULL,
    -- Name of the candidate and words of the standard, to be searched.
    words TEXT NOT NULL,
    observations TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    assessor_id TEXT NOT NULL REFERENCES users (id),
    signatory_id TEXT REFERENCES users (id),
    return_reason TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP
);
CREATE INDEX assessments_by_change ON assessments (organisation_id, updated_at);
CREATE INDEX assessments_by_candidate ON assessments (candidate_id, created_at);
CREATE TABLE certificates (
    id TEXT PRIMARY KEY NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    candidate_id TEXT NOT NULL REFERENCES candidates (id),
    -- One certificate for an assessment, whatever is sent twice.
    assessment_id TEXT NOT NULL UNIQUE REFERENCES assessments (id),
    number TEXT NOT NULL UNIQUE,
    holder_name TEXT NOT NULL,
    words TEXT NOT NULL,
    standard TEXT NOT NULL,
    units TEXT NOT NULL,
    verdict_words TEXT NOT NULL,
    assessor_id TEXT NOT NULL REFERENCES users (id),
    signatory_id TEXT NOT NULL REFERENCES users (id),
    issued_on DATE NOT NULL,
    valid_until DATE,
    -- active, suspended or revoked; the public status lists say the same.
    status TEXT NOT NULL,
    status_reason TEXT,
    status_note TEXT NOT NULL DEFAULT '',
    status_since TIMESTAMP,
    claimed_at TIMESTAMP,
    -- did:key of the wallet that claimed it, and what it was given.
    holder TEXT,
    credential TEXT,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX certificates_by_age ON certificates (organisation_id, created_at);
CREATE INDEX certificates_by_candidate ON certificates (candidate_id, created_at);
CREATE INDEX certificates_by_holder ON certificates (holder);
-- The last number given in each organisation and year.
CREATE TABLE certificate_series (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, year)
);
CREATE TABLE offers (
    id TEXT PRIMARY KEY NOT NULL,
    certificate_id TEXT NOT NULL REFERENCES certificates (id),
    -- The code is found by its hash, and shown again to the institution from its sealed form.
    code_hash TEXT NOT NULL UNIQUE,
    code_sealed TEXT NOT NULL,
    -- The PIN is told once; this is its keyed hash.
    pin_hash TEXT NOT NULL,
    attempts_left INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP,
    -- The wallet for which the credential is being signed.
    reserved_for TEXT,
    reserved_at TIMESTAMP,
    claimed_at TIMESTAMP
);
CREATE INDEX offers_by_certificate ON offers (certificate_id, created_at);
