-- The way back to one document a version would lose drafts and associations.
DROP TABLE framework_associations;
DROP TABLE framework_items;
DROP TABLE framework_versions;
