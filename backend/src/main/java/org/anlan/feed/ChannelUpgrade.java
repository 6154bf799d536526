package org.anlan.feed;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.adapter.ReactorNettyWebSocketSession;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.util.context.Context;

/** Upgrades as Spring's strategy for Reactor Netty does, and hands the channel to the session. */
final class ChannelUpgrade implements RequestUpgradeStrategy {

    /** Viewers have nothing to say: what they send is pongs and a close. */
    static final int MAX_INBOUND_BYTES = 4096;

    /** What may wait in the kernel for a slow viewer: more would only make what it sees older. Bytes. */
    private static final long UNSENT_IN_KERNEL = 128 << 10;

    /** Known to the native transport of Linux only; elsewhere setting it does nothing. */
    private static final ChannelOption<Long> NOT_SENT_LIMIT =
            ChannelOption.valueOf("io.netty.channel.epoll.EpollChannelOption#TCP_NOTSENT_LOWAT");

    private static final WebsocketServerSpec SPEC = WebsocketServerSpec.builder()
            .maxFramePayloadLength(MAX_INBOUND_BYTES)
            .handlePing(false)
            .compress(false)
            .build();

    /** The whole handshake with its headers and credentials would stay in memory as long as the connection. */
    private static final HandshakeInfo NOTHING =
            new HandshakeInfo(URI.create("/ws"), new HttpHeaders(), Mono.empty(), null);

    /** Spring's session with the channel under it: the session's own send completes before the frame has left. */
    static final class Session extends ReactorNettyWebSocketSession {

        private final Channel channel;

        private Session(
                Channel channel, WebsocketInbound inbound, WebsocketOutbound outbound, NettyDataBufferFactory buffers) {
            super(inbound, outbound, NOTHING, buffers, MAX_INBOUND_BYTES);
            this.channel = channel;
        }

        Channel channel() {
            return channel;
        }

        /** What comes in, frame by frame: nobody waits for the rest of a message that is refused anyway. */
        Flux<WebSocketFrame> frames() {
            return getDelegate().getInbound().receiveFrames();
        }
    }

    @Override
    public Mono<Void> upgrade(
            ServerWebExchange exchange,
            WebSocketHandler handler,
            String subProtocol,
            Supplier<HandshakeInfo> handshakeInfo) {
        ServerHttpResponse response = exchange.getResponse();
        HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
        HttpServerRequest asked = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        NettyDataBufferFactory buffers = (NettyDataBufferFactory) response.bufferFactory();
        AtomicReference<Channel> connected = new AtomicReference<>();
        netty.withConnection(connection -> connected.set(connection.channel()));
        Channel channel = connected.get();
        channel.config().setOption(NOT_SENT_LIMIT, UNSENT_IN_KERNEL);
        BiFunction<WebsocketInbound, WebsocketOutbound, Publisher<Void>> serve = (inbound, outbound) -> {
            asked.requestHeaders().clear();
            netty.responseHeaders().clear();
            return handler.handle(new Session(channel, inbound, outbound, buffers));
        };
        // The empty context lets go of the exchange and its security once the handshake is done.
        return response.setComplete()
                .then(Mono.defer(() -> netty.sendWebsocket(serve, SPEC)))
                .contextWrite(all -> Context.empty());
    }
}
