-- Where a team was, one row per team and time.
CREATE TABLE track (
    space varchar(64) NOT NULL,
    team varchar(64) NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    lon double precision NOT NULL,
    lat double precision NOT NULL,
    speed double precision,
    heading double precision,
    accuracy double precision,
    PRIMARY KEY (space, team, at)
);
