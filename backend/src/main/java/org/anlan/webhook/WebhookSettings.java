package org.anlan.webhook;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Explained in config/application.yaml.
 *
 * @param allowedHosts names or addresses that may be sent to, each with ":port" unless it is https' own; empty = none
 * @param authorities PEM file, relative to anlan.home; empty = Java's own alone
 */
@ConfigurationProperties("anlan.webhooks")
record WebhookSettings(
        @DefaultValue List<String> allowedHosts,
        @DefaultValue("") String authorities) {

    WebhookSettings {
        allowedHosts = allowedHosts.stream()
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .toList();
        for (String host : allowedHosts) {
            if (!host.matches("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?")) {
                throw new IllegalArgumentException("anlan.webhooks.allowed-hosts holds \"" + host
                        + "\"; write a name or address, with :port unless it is 443");
            }
        }
    }
}
