-- SHA-256 of the photo that shows what a person read; the bytes are in the files.
ALTER TABLE reading ADD COLUMN photo varchar(64);
