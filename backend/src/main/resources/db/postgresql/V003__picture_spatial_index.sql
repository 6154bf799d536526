CREATE INDEX feature_geom ON feature USING gist (geom);
