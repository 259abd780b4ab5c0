DROP TABLE status_lists;
DROP TABLE accreditations;
DROP TABLE issuer_keys;
