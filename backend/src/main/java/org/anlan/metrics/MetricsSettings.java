package org.anlan.metrics;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param port null = no figures are served; 0 = any free one */
@ConfigurationProperties("anlan.metrics")
record MetricsSettings(
        Integer port, @DefaultValue("127.0.0.1") String address) {}
