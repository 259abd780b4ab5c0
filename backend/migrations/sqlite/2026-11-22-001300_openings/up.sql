-- Training and assessment that bodies offer for units of a standard, as JSON: published, and later taken
-- back at most. What it says never changes.
CREATE TABLE openings (
    id TEXT PRIMARY KEY NOT NULL,
    -- Absent for bundled ones whose body has no account here.
    organisation_id TEXT REFERENCES organisations (id),
    document TEXT NOT NULL,
    withdrawn_on DATE,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX openings_by_organisation ON openings (organisation_id);
