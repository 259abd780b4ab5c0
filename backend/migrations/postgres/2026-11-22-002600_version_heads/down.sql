DROP TABLE crosswalk_version_heads;
