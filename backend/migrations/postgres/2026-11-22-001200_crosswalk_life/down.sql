DROP TABLE rejected_pairs;
DROP TABLE mapping_comments;
DROP INDEX mappings_by_state;
ALTER TABLE mappings DROP COLUMN reopened;
ALTER TABLE crosswalks DROP COLUMN sssom;
ALTER TABLE crosswalks DROP COLUMN object_version;
ALTER TABLE crosswalks DROP COLUMN subject_version;
