CREATE TABLE full_imprints (
    id TEXT PRIMARY KEY NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    imprint TEXT NOT NULL,
    signed_at TIMESTAMP NOT NULL
);
INSERT INTO full_imprints SELECT organisation_id || ':' || imprint, organisation_id, imprint, signed_at
    FROM signed_imprints;
DROP TABLE signed_imprints;
ALTER TABLE full_imprints RENAME TO signed_imprints;
CREATE INDEX signed_imprints_by_imprint ON signed_imprints (organisation_id, imprint);
DROP INDEX audit_by_person;
CREATE INDEX audit_by_person ON audit_entries (person_id, seq);
CREATE INDEX audit_by_object ON audit_entries (object_kind, object_id, seq);
