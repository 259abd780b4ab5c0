ALTER TABLE issuer_keys DROP COLUMN token_object;
