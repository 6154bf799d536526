-- Spatial functions of PostGIS, and a name for JSON documents that both databases share.
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE DOMAIN document AS jsonb;
