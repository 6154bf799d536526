package org.anlan.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;

/** One connection that receives. All of it is touched on one event loop. */
public abstract class Viewer extends ByteToMessageDecoder {

    /** What it tells; called on the event loop. */
    public interface Listener {
        /** The server has taken it. */
        void connected(Viewer viewer);

        /** It is connected and will receive what is sent from now on. */
        void ready(Viewer viewer);

        /** The connection is gone. */
        void gone(Viewer viewer);
    }

    /** Set by {@link Viewers} before the connection is opened. */
    Listener listener;

    private Tally tally;
    private ChannelHandlerContext context;

    protected Viewer() {
        setCumulator(MERGE_CUMULATOR);
    }

    /** What is said first. */
    protected abstract String opening();

    /** Where receipts are counted from now on; null = nowhere. */
    public void count(Tally next) {
        tally = next;
    }

    protected final void received(long from, long to) {
        if (tally != null) {
            tally.received(from, to, System.nanoTime());
        }
    }

    protected final void connected() {
        listener.connected(this);
    }

    protected final void ready() {
        listener.ready(this);
    }

    /** Stops reading, or goes on. On the event loop. */
    public void reading(boolean on) {
        context.channel().config().setAutoRead(on);
    }

    void close() {
        context.close();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        byte[] bytes = opening().getBytes(StandardCharsets.UTF_8);
        ctx.writeAndFlush(ctx.alloc().buffer(bytes.length).writeBytes(bytes));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        listener.gone(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof java.io.IOException)) {
            cause.printStackTrace(System.out);
        }
        ctx.close();
    }

    /** Ascii digits from {@code index} on. */
    protected static long number(ByteBuf in, int index) {
        long value = 0;
        for (int at = index; ; at++) {
            int digit = in.getByte(at) - '0';
            if (digit < 0 || digit > 9) {
                return value;
            }
            value = value * 10 + digit;
        }
    }

    /** Where the bytes begin, at or after {@code from} and whole before {@code to}; −1 when nowhere. */
    protected static int find(ByteBuf in, int from, int to, byte[] bytes) {
        int at = in.indexOf(from, to, bytes[0]);
        while (at >= 0 && at + bytes.length <= to) {
            if (same(in, at, bytes)) {
                return at;
            }
            at = in.indexOf(at + 1, to, bytes[0]);
        }
        return -1;
    }

    protected static boolean same(ByteBuf in, int at, byte[] bytes) {
        for (int index = 0; index < bytes.length; index++) {
            if (in.getByte(at + index) != bytes[index]) {
                return false;
            }
        }
        return true;
    }
}
