-- What is written for every certificate, without what nothing asks for: each index costs a page of the
-- disk for each certificate.
-- The log is in the order of its numbers, with no second tree that says so.
CREATE TABLE lean_entries (
    seq INTEGER PRIMARY KEY NOT NULL,
    at TIMESTAMP NOT NULL,
    actor TEXT NOT NULL,
    organisation_id TEXT,
    action TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    person_id TEXT,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO lean_entries SELECT seq, at, actor, organisation_id, action, object_kind, object_id, person_id, reason,
    detail, previous_hash, hash FROM audit_entries ORDER BY seq;
DROP TABLE audit_entries;
ALTER TABLE lean_entries RENAME TO audit_entries;
CREATE INDEX audit_by_person ON audit_entries (person_id, seq) WHERE person_id IS NOT NULL;
CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

-- When something was first signed is all that is asked of an imprint.
CREATE TABLE lean_imprints (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    imprint TEXT NOT NULL,
    signed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (organisation_id, imprint)
) WITHOUT ROWID;
INSERT INTO lean_imprints SELECT organisation_id, imprint, MIN(signed_at) FROM signed_imprints
    GROUP BY organisation_id, imprint;
DROP TABLE signed_imprints;
ALTER TABLE lean_imprints RENAME TO signed_imprints;
