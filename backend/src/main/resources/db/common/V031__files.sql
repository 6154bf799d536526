-- Stored files, once for each content in a space.
CREATE TABLE file (
    space varchar(64) NOT NULL,
    hash varchar(64) NOT NULL,
    type varchar(64) NOT NULL,
    size bigint NOT NULL,
    width integer,
    height integer,
    duration_seconds double precision,
    bytes file_bytes NOT NULL,
    thumbnail file_bytes,
    created_at timestamp(3) with time zone NOT NULL,
    PRIMARY KEY (space, hash)
);

-- An upload by its key: growing while hash is null, from then on the reference that says whose the file is. writer
-- names the request that may append, so that an abandoned one cannot mix its bytes in.
CREATE TABLE upload (
    space varchar(64) NOT NULL,
    upload_key varchar(200) NOT NULL,
    owner varchar(64) NOT NULL,
    declared varchar(200),
    total bigint,
    received bigint NOT NULL,
    writer varchar(64) NOT NULL,
    hash varchar(64),
    exif_longitude double precision,
    exif_latitude double precision,
    updated_at timestamp(3) with time zone NOT NULL,
    PRIMARY KEY (space, upload_key)
);
CREATE INDEX upload_hash ON upload (hash);
CREATE INDEX upload_updated ON upload (updated_at);

CREATE TABLE upload_part (
    space varchar(64) NOT NULL,
    upload_key varchar(200) NOT NULL,
    begins bigint NOT NULL,
    bytes file_bytes NOT NULL,
    PRIMARY KEY (space, upload_key, begins)
);
