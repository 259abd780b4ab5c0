-- An accreditation may be for one sector of a framework, and for what one centre assesses.
ALTER TABLE accreditations ADD COLUMN sector TEXT;
-- The codes that the sector held when it was recorded, as a JSON list; empty without a sector.
ALTER TABLE accreditations ADD COLUMN sector_standards TEXT NOT NULL DEFAULT '[]';
ALTER TABLE accreditations ADD COLUMN centre TEXT;

-- What the operator signs about the bodies it knows: signed once a change and once a day.
CREATE TABLE trust_documents (
    name TEXT PRIMARY KEY NOT NULL,
    -- What it says and which key signed it, as a hash.
    content_hash TEXT NOT NULL,
    document TEXT NOT NULL,
    signed_at TIMESTAMP NOT NULL
);
