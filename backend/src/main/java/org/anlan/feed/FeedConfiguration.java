package org.anlan.feed;

import java.util.Map;
import org.anlan.access.AccessGate;
import org.anlan.access.PathRule;
import org.anlan.feed.encoding.ChangeEncoder;
import org.anlan.feed.encoding.FeatureBytes;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Registry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;

/** Puts the feed together and on its path. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedSettings.class)
class FeedConfiguration {

    @Bean
    FeatureBytes featureBytes(FeatureJson json) {
        return new FeatureBytes(json);
    }

    @Bean
    ChangeEncoder changeEncoder(Registry registry, FeatureBytes features) {
        return new ChangeEncoder(registry, features);
    }

    @Bean
    SimpleUrlHandlerMapping feedMapping(FeedSpaces spaces, AccessGate gate) {
        HandshakeWebSocketService sockets = new HandshakeWebSocketService(new ChannelUpgrade());
        return new SimpleUrlHandlerMapping(
                Map.of(FeedHandler.PATH, new FeedHandler(spaces, gate, sockets)), Ordered.HIGHEST_PRECEDENCE);
    }

    /** Open in the table of paths because the gate asks for itself: it knows tickets. */
    @Bean
    PathRule feedPath() {
        return PathRule.open(HttpMethod.GET, FeedHandler.PATH);
    }
}
