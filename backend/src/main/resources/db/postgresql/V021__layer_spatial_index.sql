CREATE INDEX layer_feature_geom ON layer_feature USING gist (geom);
