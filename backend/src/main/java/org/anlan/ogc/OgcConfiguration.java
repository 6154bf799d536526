package org.anlan.ogc;

import org.anlan.access.PathRule;
import org.anlan.access.PathRules;
import org.anlan.layer.LayerFeatures;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Registry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class OgcConfiguration {

    @Bean
    PathRules ogcPaths() {
        return PathRules.of(PathRule.anyRole(HttpMethod.GET, "/ogc/**"));
    }

    @Bean
    Sources ogcSources(Registry registry, FeatureJson json, LayerFeatures layers) {
        return new Sources(registry, json, layers);
    }
}
