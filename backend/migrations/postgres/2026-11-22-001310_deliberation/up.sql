-- What people said on the way of a decision: technical opinions, votes and signatures, recusals.
-- A line never changes; `round` says for which text of the act it was said.
CREATE TABLE voices (
    id TEXT PRIMARY KEY NOT NULL,
    act_id TEXT NOT NULL REFERENCES acts (id),
    person_id TEXT NOT NULL REFERENCES users (id),
    person TEXT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    round INTEGER NOT NULL,
    said_at TIMESTAMP NOT NULL
);
CREATE INDEX voices_by_act ON voices (act_id);

-- Goes up whenever the text is open again: an edit, a return, a vote against.
ALTER TABLE acts ADD COLUMN round INTEGER NOT NULL DEFAULT 1;
-- When its first line was written; absent for bundled ones.
ALTER TABLE acts ADD COLUMN started_at TIMESTAMP;

-- Published decisions as signed credentials.
CREATE TABLE decision_credentials (
    act_id TEXT PRIMARY KEY NOT NULL REFERENCES acts (id),
    credential TEXT NOT NULL,
    signed_at TIMESTAMP NOT NULL
);
