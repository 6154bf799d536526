-- Stages and flows as they were measured, in the datum they came in. One row per station, time and source.
CREATE TABLE reading (
    space varchar(64) NOT NULL,
    gauge varchar(64) NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    source varchar(40) NOT NULL,
    stage_metres double precision,
    flow double precision,
    datum varchar(16) NOT NULL,
    flags varchar(64) NOT NULL,
    note varchar(500),
    actor varchar(64) NOT NULL,
    recorded timestamp(3) with time zone NOT NULL,
    PRIMARY KEY (space, gauge, at, source)
);
