package org.anlan.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Callers with one connection each and one request under way; what more is asked waits. Everything happens on one event
 * loop, so what is told there needs no lock.
 */
public final class Callers implements AutoCloseable {

    private static final int MOST_BYTES = 16 << 20;

    /** One request. */
    public record Call(HttpMethod method, String path, String body, String key, Done done) {}

    /** Told on the event loop; {@code body} is released afterwards. Status 0: the connection broke, fate unknown. */
    @FunctionalInterface
    public interface Done {
        void answered(int status, ByteBuf body);
    }

    private final String token;
    private final Queue<Call> waiting = new ArrayDeque<>();
    private final Queue<Caller> idle = new ArrayDeque<>();
    private final List<Channel> channels = new ArrayList<>();
    private int gone;

    public Callers(int port, String token, int count) throws InterruptedException {
        this.token = token;
        for (int number = 0; number < count; number++) {
            Caller caller = new Caller();
            channels.add(Loops.bootstrap(Loops.CALLERS)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline()
                                    .addLast(new HttpClientCodec(), new HttpObjectAggregator(MOST_BYTES), caller);
                        }
                    })
                    .connect(new InetSocketAddress("127.0.0.1", port))
                    .sync()
                    .channel());
        }
    }

    /** From any thread. */
    public void call(Call call) {
        Loops.CALLERS.execute(() -> {
            Caller free = idle.poll();
            if (gone == channels.size()) {
                call.done().answered(0, Unpooled.EMPTY_BUFFER);
            } else if (free == null) {
                waiting.add(call);
            } else {
                free.send(call);
            }
        });
    }

    /** Posts JSON; {@code key} is the Idempotency-Key or null. */
    public void post(String path, String body, String key, Done done) {
        call(new Call(HttpMethod.POST, path, body, key, done));
    }

    @Override
    public void close() throws InterruptedException {
        for (Channel channel : channels) {
            channel.close().sync();
        }
    }

    private final class Caller extends SimpleChannelInboundHandler<FullHttpResponse> {

        private ChannelHandlerContext context;
        private Call underWay;

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            context = ctx;
            free();
        }

        private void free() {
            Call next = waiting.poll();
            if (next == null) {
                idle.add(this);
            } else {
                send(next);
            }
        }

        private void send(Call call) {
            underWay = call;
            ByteBuf body = call.body() == null
                    ? Unpooled.EMPTY_BUFFER
                    : Unpooled.wrappedBuffer(call.body().getBytes(StandardCharsets.UTF_8));
            var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, call.method(), call.path(), body);
            request.headers()
                    .set(HttpHeaderNames.HOST, "127.0.0.1")
                    .set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token)
                    .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
            if (call.body() != null) {
                request.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
            }
            if (call.key() != null) {
                request.headers().set("Idempotency-Key", call.key());
            }
            context.writeAndFlush(request);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse answer) {
            Call done = underWay;
            underWay = null;
            done.done().answered(answer.status().code(), answer.content());
            free();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            gone++;
            idle.remove(this);
            if (underWay != null) {
                Call broken = underWay;
                underWay = null;
                broken.done().answered(0, Unpooled.EMPTY_BUFFER);
            }
            while (gone == channels.size() && !waiting.isEmpty()) {
                waiting.poll().done().answered(0, Unpooled.EMPTY_BUFFER);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
