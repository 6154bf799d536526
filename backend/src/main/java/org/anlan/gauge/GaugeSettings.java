package org.anlan.gauge;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Files, relative to anlan.home; explained in config/application.yaml. */
@ConfigurationProperties("anlan.gauges")
record GaugeSettings(
        @DefaultValue("map-data/gauges/stations.csv") String stations,

        @DefaultValue("map-data/gauges/datum_conversions.csv")
        String conversions) {}
