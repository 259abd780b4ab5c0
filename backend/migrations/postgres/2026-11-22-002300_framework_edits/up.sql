-- What was edited in drafts of frameworks: whoever read an older revision is told, and the newest edit
-- is taken back with what `undo` keeps of it. Nothing of a published version stands here.
CREATE TABLE framework_edits (
    version_id TEXT NOT NULL REFERENCES framework_versions (id),
    revision INTEGER NOT NULL,
    done TEXT NOT NULL,
    item TEXT NOT NULL,
    person TEXT NOT NULL,
    edited_at TIMESTAMP NOT NULL,
    undo TEXT,
    PRIMARY KEY (version_id, revision)
);
