-- The log and what is derived from it. Every key begins with the space, so the schema distributes by space.
CREATE TABLE space (
    id varchar(64) NOT NULL PRIMARY KEY,
    epoch varchar(64) NOT NULL,
    seq bigint NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    title varchar(200) NOT NULL,
    scenario varchar(200),
    clock timestamp(3) with time zone,
    rate double precision NOT NULL,
    paused boolean NOT NULL,
    created timestamp(3) with time zone NOT NULL
);

-- Append-only: nothing in it is ever updated. batch names the group commit, to learn the fate of an unknown one.
CREATE TABLE change (
    space varchar(64) NOT NULL,
    seq bigint NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    recorded timestamp(3) with time zone NOT NULL,
    batch varchar(64) NOT NULL,
    actor varchar(64) NOT NULL,
    command varchar(64) NOT NULL,
    collection varchar(64) NOT NULL,
    id varchar(64) NOT NULL,
    op varchar(8) NOT NULL,
    body document,
    PRIMARY KEY (space, seq)
);
CREATE INDEX change_feature ON change (space, collection, id, seq);
CREATE INDEX change_at ON change (space, at);

-- The fold of the log: the newest version of each feature that is not removed.
CREATE TABLE feature (
    space varchar(64) NOT NULL,
    collection varchar(64) NOT NULL,
    id varchar(64) NOT NULL,
    version bigint NOT NULL,
    seq bigint NOT NULL,
    geom geometry(geometry, 4490),
    body document NOT NULL,
    PRIMARY KEY (space, collection, id)
);

-- One row per Idempotency-Key and caller; the same key gives the same answer for 30 days.
CREATE TABLE request (
    space varchar(64) NOT NULL,
    actor varchar(64) NOT NULL,
    request_key varchar(100) NOT NULL,
    body_hash varchar(64) NOT NULL,
    status integer NOT NULL,
    answer varchar NOT NULL,
    version bigint NOT NULL,
    seq bigint NOT NULL,
    batch varchar(64) NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    PRIMARY KEY (space, actor, request_key)
);
CREATE INDEX request_at ON request (space, at);

-- Whole pictures at a seq, so that the picture at a past time is a checkpoint plus a little log.
CREATE TABLE checkpoint (
    space varchar(64) NOT NULL,
    seq bigint NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    body document NOT NULL,
    PRIMARY KEY (space, seq)
);

-- Which node runs timers, the outbox and drill players.
CREATE TABLE lease (
    space varchar(64) NOT NULL,
    name varchar(64) NOT NULL,
    holder varchar(64) NOT NULL,
    until timestamp(3) with time zone NOT NULL,
    PRIMARY KEY (space, name)
);
