DROP TABLE acts;
DROP TABLE crosswalk_versions;
DROP TABLE mappings;
DROP TABLE crosswalks;
DROP TABLE framework_versions;
