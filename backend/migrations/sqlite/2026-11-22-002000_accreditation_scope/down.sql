DROP TABLE trust_documents;
ALTER TABLE accreditations DROP COLUMN centre;
ALTER TABLE accreditations DROP COLUMN sector_standards;
ALTER TABLE accreditations DROP COLUMN sector;
