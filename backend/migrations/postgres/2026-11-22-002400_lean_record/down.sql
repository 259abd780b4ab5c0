ALTER TABLE signed_imprints DROP CONSTRAINT signed_imprints_pkey;
ALTER TABLE signed_imprints ADD COLUMN id TEXT;
UPDATE signed_imprints SET id = organisation_id || ':' || imprint;
ALTER TABLE signed_imprints ADD PRIMARY KEY (id);
CREATE INDEX signed_imprints_by_imprint ON signed_imprints (organisation_id, imprint);
DROP INDEX audit_by_person;
CREATE INDEX audit_by_person ON audit_entries (person_id, seq);
CREATE INDEX audit_by_object ON audit_entries (object_kind, object_id, seq);
