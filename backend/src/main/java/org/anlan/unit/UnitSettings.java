package org.anlan.unit;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the county's own places lie; see {@code anlan.units} in config/application.yaml.
 *
 * @param villages GeoJSON points, relative to anlan.home
 * @param areas GeoJSON polygons and lines, relative to anlan.home
 */
@ConfigurationProperties("anlan.units")
record UnitSettings(
        @DefaultValue("map-data/villages.geojson") Path villages,
        @DefaultValue("map-data/areas.geojson") Path areas) {}
