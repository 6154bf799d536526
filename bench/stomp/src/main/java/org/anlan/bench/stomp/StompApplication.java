package org.anlan.bench.stomp;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

/** STOMP over WebSocket on Tomcat at {@code /stomp}; {@code --server.port} says where. Nothing is stored. */
@SpringBootApplication
public class StompApplication {

    public static void main(String[] args) {
        SpringApplication.run(StompApplication.class, args);
    }

    /** Tells that it is ready. */
    @RestController
    static class Ready {

        @GetMapping("/ready")
        String ready() {
            return "ready";
        }
    }

    /** Defaults of the framework, but for a session's send limits: past them it would drop the session. */
    @Configuration
    @EnableWebSocketMessageBroker
    static class Broker implements WebSocketMessageBrokerConfigurer {

        private static final int SEND_BUFFER_BYTES = 64 << 20;
        private static final int SEND_MILLIS = 60_000;

        @Override
        public void registerStompEndpoints(StompEndpointRegistry registry) {
            registry.addEndpoint("/stomp").setAllowedOrigins("*");
        }

        @Override
        public void configureMessageBroker(MessageBrokerRegistry registry) {
            registry.enableSimpleBroker("/topic");
        }

        @Override
        public void configureWebSocketTransport(WebSocketTransportRegistration transport) {
            transport.setSendBufferSizeLimit(SEND_BUFFER_BYTES).setSendTimeLimit(SEND_MILLIS);
        }
    }
}
