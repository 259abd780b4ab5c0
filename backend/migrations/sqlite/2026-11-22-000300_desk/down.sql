DROP TABLE offers;
DROP TABLE certificate_series;
DROP TABLE certificates;
DROP TABLE assessments;
DROP TABLE identity_evidence;
DROP TABLE candidates;
