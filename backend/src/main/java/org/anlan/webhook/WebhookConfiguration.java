package org.anlan.webhook;

import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.anlan.access.PathRule;
import org.anlan.access.PathRules;
import org.anlan.feed.encoding.ChangeEncoder;
import org.anlan.picture.Role;
import org.anlan.picture.Spaces;
import org.anlan.webhook.tls.Authorities;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts webhooks together; without an allowed host nothing is ever sent. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {

    private static final Set<Role> ADMINISTRATOR = Set.of(Role.ADMINISTRATOR);

    @Bean
    Targets webhookTargets(WebhookSettings settings) {
        return new Targets(settings.allowedHosts());
    }

    @Bean
    SubscriptionStore webhookSubscriptions(JdbcClient jdbc) {
        return new SubscriptionStore(jdbc);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Deliveries webhookDeliveries(
            Spaces spaces,
            SubscriptionStore store,
            ChangeEncoder encoder,
            Targets targets,
            WebhookSettings settings,
            @Value("${anlan.home:.}") Path home)
            throws NoSuchAlgorithmException {
        String authorities = settings.authorities().strip();
        SSLContext trust =
                authorities.isEmpty() ? SSLContext.getDefault() : Authorities.with(home.resolve(authorities));
        return new Deliveries(spaces, store, new MessageWriter(encoder), targets, trust, Clock.systemUTC());
    }

    @Bean
    PathRules webhookPaths() {
        return PathRules.of(
                PathRule.roles(null, "/api/webhooks", ADMINISTRATOR),
                PathRule.roles(HttpMethod.DELETE, "/api/webhooks/{id}", ADMINISTRATOR),
                PathRule.roles(HttpMethod.POST, "/api/webhooks/{id}/pause", ADMINISTRATOR),
                PathRule.roles(HttpMethod.POST, "/api/webhooks/{id}/resume", ADMINISTRATOR),
                PathRule.roles(HttpMethod.POST, "/api/webhooks/{id}/test", ADMINISTRATOR),
                PathRule.roles(HttpMethod.POST, "/api/webhooks/{id}/secret", ADMINISTRATOR));
    }
}
