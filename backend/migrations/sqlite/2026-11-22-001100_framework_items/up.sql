-- Items of frameworks as rows: a version of a hundred thousand items is read and written one item at
-- a time, and a draft is edited item by item.

ALTER TABLE framework_versions RENAME TO framework_documents;
DROP TRIGGER framework_versions_no_update;

-- One state of a framework, a draft or published. `document` says whose it is and what the file it
-- came from says beyond its items. A published one never changes.
CREATE TABLE framework_versions (
    id TEXT PRIMARY KEY NOT NULL,
    framework_id TEXT NOT NULL,
    label TEXT NOT NULL,
    state TEXT NOT NULL,
    published_on DATE NOT NULL,
    organisation_id TEXT REFERENCES organisations (id),
    author_id TEXT REFERENCES users (id),
    base_label TEXT,
    revision INTEGER NOT NULL,
    document TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    UNIQUE (framework_id, label)
);

-- Its items, parents before their children in the order of `position`. `identifier` is the one other
-- registries gave an item.
CREATE TABLE framework_items (
    version_id TEXT NOT NULL REFERENCES framework_versions (id),
    position INTEGER NOT NULL,
    item_key TEXT NOT NULL,
    identifier TEXT,
    document TEXT NOT NULL,
    PRIMARY KEY (version_id, position)
);
CREATE UNIQUE INDEX framework_items_by_key ON framework_items (version_id, item_key);
CREATE INDEX framework_items_by_identifier ON framework_items (identifier);

-- Associations of CASE that do not follow from the items.
CREATE TABLE framework_associations (
    version_id TEXT NOT NULL REFERENCES framework_versions (id),
    position INTEGER NOT NULL,
    identifier TEXT,
    document TEXT NOT NULL,
    PRIMARY KEY (version_id, position)
);
CREATE INDEX framework_associations_by_identifier ON framework_associations (identifier);

INSERT INTO framework_versions (id, framework_id, label, state, published_on, revision, document, created_at, updated_at)
SELECT framework_id || '@' || label, framework_id, label, 'published', published_on, 1,
    json_object('framework', json_extract(document, '$.framework'), 'version', json_extract(document, '$.version')),
    created_at, created_at
FROM framework_documents;

INSERT INTO framework_items (version_id, position, item_key, document)
SELECT framework_id || '@' || label, item.key, json_extract(item.value, '$.key'), json_object('item', json(item.value))
FROM framework_documents, json_each(document, '$.items') AS item;

DROP TABLE framework_documents;

CREATE TRIGGER framework_versions_no_update BEFORE UPDATE ON framework_versions WHEN OLD.state = 'published'
BEGIN
    SELECT RAISE(ABORT, 'published versions never change');
END;
CREATE TRIGGER framework_versions_no_delete BEFORE DELETE ON framework_versions WHEN OLD.state = 'published'
BEGIN
    SELECT RAISE(ABORT, 'published versions never change');
END;
CREATE TRIGGER framework_items_no_insert BEFORE INSERT ON framework_items
WHEN (SELECT state FROM framework_versions WHERE id = NEW.version_id) = 'published'
BEGIN
    SELECT RAISE(ABORT, 'published versions never change');
END;
CREATE TRIGGER framework_items_no_update BEFORE UPDATE ON framework_items
WHEN (SELECT state FROM framework_versions WHERE id = OLD.version_id) = 'published'
BEGIN
    SELECT RAISE(ABORT, 'published versions never change');
END;
CREATE TRIGGER framework_items_no_delete BEFORE DELETE ON framework_items
WHEN (SELECT state FROM framework_versions WHERE id = OLD.version_id) = 'published'
BEGIN
    SELECT RAISE(ABORT, 'published versions never change');
END;
