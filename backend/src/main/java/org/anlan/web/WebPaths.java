package org.anlan.web;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import org.anlan.access.PathRule;
import org.anlan.access.PathRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may use which path; who may see or do what inside the picture is declared by its collections and commands. */
@Configuration(proxyBeanMethods = false)
class WebPaths {

    private static final String COLLECTION = "/api/{space}/{collection}";

    @Bean
    PathRules picturePaths() {
        return PathRules.of(
                PathRule.anyRole(GET, "/api/spaces"),
                PathRule.anyRole(GET, "/api/{space}/picture"),
                PathRule.anyRole(GET, "/api/{space}/changes"),
                PathRule.anyRole(GET, "/api/{space}/latest"),
                PathRule.anyRole(GET, "/api/{space}/timeline"),
                PathRule.anyRole(GET, COLLECTION),
                PathRule.anyRole(POST, COLLECTION),
                PathRule.anyRole(GET, COLLECTION + "/{id}"),
                PathRule.anyRole(PUT, COLLECTION + "/{id}"),
                PathRule.anyRole(DELETE, COLLECTION + "/{id}"),
                PathRule.anyRole(GET, COLLECTION + "/{id}/history"),
                PathRule.anyRole(POST, COLLECTION + "/{id}/{command}"));
    }

    /** Pages hold nothing secret; what they show they ask for with the caller's credentials. */
    @Bean
    PathRules openPaths() {
        return PathRules.of(
                PathRule.open(GET, "/"),
                PathRule.open(GET, "/*.html"),
                PathRule.open(GET, "/*.js"),
                PathRule.open(GET, "/*.webmanifest"),
                PathRule.open(GET, "/favicon.svg"),
                PathRule.open(GET, "/favicon.ico"),
                PathRule.open(GET, "/assets/**"),
                PathRule.open(GET, "/icons/**"),
                PathRule.open(GET, "/healthz"),
                PathRule.open(GET, "/v3/api-docs"),
                PathRule.open(GET, "/v3/api-docs.yaml"));
    }
}
