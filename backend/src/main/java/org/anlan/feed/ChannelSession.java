package org.anlan.feed;

import io.netty.channel.Channel;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.adapter.ReactorNettyWebSocketSession;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** Spring's session, with the Netty channel under it: the session's own send completes before the frame has left. */
final class ChannelSession extends ReactorNettyWebSocketSession {

    private final Channel channel;

    ChannelSession(
            Channel channel,
            WebsocketInbound inbound,
            WebsocketOutbound outbound,
            HandshakeInfo info,
            NettyDataBufferFactory buffers,
            int maxFrameBytes) {
        super(inbound, outbound, info, buffers, maxFrameBytes);
        this.channel = channel;
    }

    Channel channel() {
        return channel;
    }
}
