-- Reference layers as read from map-data/; the same for every space, written only when a file's content changed.
CREATE TABLE layer (
    id varchar(64) NOT NULL PRIMARY KEY,
    hash varchar(64) NOT NULL,
    loaded integer NOT NULL,
    refused integer NOT NULL,
    refusals document NOT NULL,
    at timestamp(3) with time zone NOT NULL
);

CREATE TABLE layer_feature (
    layer varchar(64) NOT NULL,
    id varchar(64) NOT NULL,
    file_row integer NOT NULL,
    geom geometry(geometry, 4490) NOT NULL,
    properties document NOT NULL,
    PRIMARY KEY (layer, id)
);
