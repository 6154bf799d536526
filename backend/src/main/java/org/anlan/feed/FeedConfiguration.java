package org.anlan.feed;

import java.util.Map;
import org.anlan.access.AccessGate;
import org.anlan.access.PathRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;

/** Puts the feed on its path. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

    @Bean
    SimpleUrlHandlerMapping feedMapping(FeedSpaces spaces, AccessGate gate) {
        HandshakeWebSocketService sockets = new HandshakeWebSocketService(new ChannelUpgrade());
        return new SimpleUrlHandlerMapping(
                Map.of("/ws/{space}", new FeedHandler(spaces, gate, sockets)), Ordered.HIGHEST_PRECEDENCE);
    }

    /** Open in the table of paths because the gate asks for itself: it knows tickets. */
    @Bean
    PathRule feedPath() {
        return PathRule.open(HttpMethod.GET, "/ws/{space}");
    }
}
