-- sealed; NULL: none
ALTER TABLE app ADD COLUMN build_secrets BLOB;
