DROP TABLE decision_credentials;
ALTER TABLE acts DROP COLUMN started_at;
ALTER TABLE acts DROP COLUMN round;
DROP TABLE voices;
