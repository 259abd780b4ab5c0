-- Frameworks, crosswalks, agreements and decisions: what ministries work on, and what is published.

-- One published state of a framework: a package of `competency-frameworks`, as JSON. Never changes.
CREATE TABLE framework_versions (
    framework_id TEXT NOT NULL,
    label TEXT NOT NULL,
    published_on DATE NOT NULL,
    document TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (framework_id, label)
);

-- A directed table of mappings. Without an organisation: bundled, nobody's to edit.
CREATE TABLE crosswalks (
    id TEXT PRIMARY KEY NOT NULL,
    organisation_id TEXT REFERENCES organisations (id),
    subject_framework TEXT NOT NULL,
    object_framework TEXT NOT NULL,
    illustrative BOOLEAN NOT NULL,
    source TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX crosswalks_by_organisation ON crosswalks (organisation_id);

-- Its rows as they stand on the workbench. `revision` goes up with every change.
CREATE TABLE mappings (
    id TEXT PRIMARY KEY NOT NULL,
    crosswalk_id TEXT NOT NULL REFERENCES crosswalks (id),
    document TEXT NOT NULL,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    author_id TEXT REFERENCES users (id),
    note TEXT,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX mappings_by_crosswalk ON mappings (crosswalk_id);

-- Its published states, as JSON. Never change.
CREATE TABLE crosswalk_versions (
    crosswalk_id TEXT NOT NULL REFERENCES crosswalks (id),
    version INTEGER NOT NULL,
    published_on DATE NOT NULL,
    published_by TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (crosswalk_id, version)
);

-- Versions of agreements and decisions on their way: draft, proposed, agreed, published.
-- A published one never changes; a correction is the next version of the same act.
CREATE TABLE acts (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    act TEXT NOT NULL,
    version INTEGER NOT NULL,
    organisation_id TEXT REFERENCES organisations (id),
    document TEXT NOT NULL,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    author_id TEXT REFERENCES users (id),
    author TEXT NOT NULL,
    reviewer TEXT,
    note TEXT,
    updated_at TIMESTAMP NOT NULL,
    published_on DATE,
    UNIQUE (kind, act, version)
);
CREATE INDEX acts_by_organisation ON acts (organisation_id, kind);

CREATE TRIGGER framework_versions_no_update BEFORE UPDATE ON framework_versions
BEGIN
    SELECT RAISE(ABORT, 'published versions never change');
END;
CREATE TRIGGER crosswalk_versions_no_update BEFORE UPDATE ON crosswalk_versions
BEGIN
    SELECT RAISE(ABORT, 'published versions never change');
END;
CREATE TRIGGER acts_no_update BEFORE UPDATE ON acts WHEN OLD.state = 'published'
BEGIN
    SELECT RAISE(ABORT, 'published versions never change');
END;
