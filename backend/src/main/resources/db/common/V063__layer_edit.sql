-- Features of reference layers can be edited. edit numbers everything that happens to a layer, edits and loads of its file
-- alike, without a gap and in the order of the commits, because each takes the next number from the layer's row.
ALTER TABLE layer ADD COLUMN edit bigint DEFAULT 0 NOT NULL;
ALTER TABLE layer ADD COLUMN loaded_edit bigint DEFAULT 0 NOT NULL;
ALTER TABLE layer ADD COLUMN kept integer DEFAULT 0 NOT NULL;

-- The edit that made the feature what it is; 0 = it is as in the file.
ALTER TABLE layer_feature ADD COLUMN edit bigint DEFAULT 0 NOT NULL;

-- Append-only: who changed what and when. before_edit is the edit of the feature it replaced, 0 the file's row file_row,
-- null when there was none; geom and properties are null when the feature was removed.
CREATE TABLE layer_edit (
    layer varchar(64) NOT NULL,
    edit bigint NOT NULL,
    id varchar(64) NOT NULL,
    file_row integer NOT NULL,
    before_edit bigint,
    geom geometry(geometry, 4490),
    properties document,
    actor varchar(64) NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    PRIMARY KEY (layer, edit)
);
CREATE INDEX layer_edit_id ON layer_edit (layer, id);
