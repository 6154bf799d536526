-- A name for file contents that both databases share.
CREATE DOMAIN file_bytes AS bytea;
