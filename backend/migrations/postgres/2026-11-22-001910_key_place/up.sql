-- The name of a key in a hardware security module; such a key has no sealed_seed.
ALTER TABLE issuer_keys ADD COLUMN token_object TEXT;
