-- Spatial functions of H2GIS, and a name for JSON documents that both databases share.
CREATE ALIAS IF NOT EXISTS H2GIS_SPATIAL FOR "org.h2gis.functions.factory.H2GISFunctions.load";
CALL H2GIS_SPATIAL();
CREATE DOMAIN document AS varchar;
