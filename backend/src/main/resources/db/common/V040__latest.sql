-- The newest value of each key of a stream; the series lies with the feature that owns it. writer names the node that
-- wrote it, so that the others read only what is not theirs.
CREATE TABLE latest (
    space varchar(64) NOT NULL,
    stream varchar(64) NOT NULL,
    item varchar(64) NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    recorded timestamp(3) with time zone NOT NULL,
    writer varchar(64) NOT NULL,
    body document NOT NULL,
    PRIMARY KEY (space, stream, item)
);
CREATE INDEX latest_recorded ON latest (space, recorded);
