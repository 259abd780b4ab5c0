DROP TABLE signed_imprints;
ALTER TABLE organisations DROP COLUMN key_days;
ALTER TABLE issuer_keys DROP COLUMN compromise_noted_at;
ALTER TABLE issuer_keys DROP COLUMN end_reason;
ALTER TABLE issuer_keys DROP COLUMN activated_at;
