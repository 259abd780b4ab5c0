DROP TABLE acts;
DROP TABLE crosswalk_versions;
DROP TABLE mappings;
DROP TABLE crosswalks;
DROP TABLE framework_versions;
DROP FUNCTION refuse_change_of_published();
