CREATE SPATIAL INDEX feature_geom ON feature (geom);
