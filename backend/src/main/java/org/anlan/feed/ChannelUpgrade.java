package org.anlan.feed;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;

/** Upgrades as Spring's strategy for Reactor Netty does, and hands the channel to the session. */
final class ChannelUpgrade implements RequestUpgradeStrategy {

    /** Viewers have nothing to say: what they send is pongs and a close. */
    static final int MAX_INBOUND_BYTES = 4096;

    private static final WebsocketServerSpec SPEC = WebsocketServerSpec.builder()
            .maxFramePayloadLength(MAX_INBOUND_BYTES)
            .handlePing(false)
            .compress(false)
            .build();

    @Override
    public Mono<Void> upgrade(
            ServerWebExchange exchange,
            WebSocketHandler handler,
            String subProtocol,
            Supplier<HandshakeInfo> handshakeInfo) {
        ServerHttpResponse response = exchange.getResponse();
        HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
        HandshakeInfo info = handshakeInfo.get();
        NettyDataBufferFactory buffers = (NettyDataBufferFactory) response.bufferFactory();
        AtomicReference<Channel> channel = new AtomicReference<>();
        netty.withConnection(connection -> channel.set(connection.channel()));
        return response.setComplete()
                .then(Mono.defer(() -> netty.sendWebsocket(
                        (inbound, outbound) -> handler.handle(
                                new ChannelSession(channel.get(), inbound, outbound, info, buffers, MAX_INBOUND_BYTES)),
                        SPEC)));
    }
}
