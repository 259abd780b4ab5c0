DROP TABLE framework_edits;
