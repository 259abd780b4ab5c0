-- The life of a crosswalk's rows: put forward, talked about, reopened, rejected; what SSSOM files say beyond it.

-- The framework versions that its rows were made on, and what the imported file said of the set as a whole.
ALTER TABLE crosswalks ADD COLUMN subject_version TEXT;
ALTER TABLE crosswalks ADD COLUMN object_version TEXT;
ALTER TABLE crosswalks ADD COLUMN sssom TEXT;

-- Agreed before, and waiting again because a new framework version changed what the row speaks of.
ALTER TABLE mappings ADD COLUMN reopened BOOLEAN NOT NULL DEFAULT FALSE;
-- What was called a draft until now could be reviewed at once: it was put forward.
UPDATE mappings SET state = 'proposed' WHERE state = 'draft';
CREATE INDEX mappings_by_state ON mappings (crosswalk_id, state);

-- What people say about a row.
CREATE TABLE mapping_comments (
    id TEXT PRIMARY KEY NOT NULL,
    mapping_id TEXT NOT NULL REFERENCES mappings (id),
    author_id TEXT REFERENCES users (id),
    author TEXT NOT NULL,
    text TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL
);
CREATE INDEX mapping_comments_by_mapping ON mapping_comments (mapping_id);

-- Pairs that somebody looked at and did not want: neither suggested nor imported again unasked.
CREATE TABLE rejected_pairs (
    id TEXT PRIMARY KEY NOT NULL,
    crosswalk_id TEXT NOT NULL REFERENCES crosswalks (id),
    subject TEXT NOT NULL,
    object TEXT NOT NULL,
    reason TEXT NOT NULL,
    rejected_by TEXT NOT NULL,
    rejected_at TIMESTAMP NOT NULL,
    UNIQUE (crosswalk_id, subject, object)
);
