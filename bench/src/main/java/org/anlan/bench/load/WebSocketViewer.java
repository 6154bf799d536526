package org.anlan.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The client side of RFC 6455, as lean as it can be: a load client must not be the bottleneck. */
abstract class WebSocketViewer extends Viewer {

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_SMALL = 125;
    private static final int TWO_BYTES = 126;

    private final String path;
    private final String headers;
    private boolean upgraded;
    private int opcode = -1;
    private long whole;
    private long length;
    private int closeCode;

    /** @param headers lines with CRLF, may be empty */
    WebSocketViewer(String path, String headers) {
        this.path = path;
        this.headers = headers;
    }

    @Override
    protected String opening() {
        return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" + headers + "\r\n";
    }

    /** The upgrade was answered with 101. */
    protected abstract void upgraded(ChannelHandlerContext ctx);

    /**
     * Takes what it can of a text frame's payload.
     *
     * @param left bytes of the payload that were not taken yet
     * @return how many it took; 0 to wait for more
     */
    protected abstract int text(ChannelHandlerContext ctx, ByteBuf in, long whole, long left);

    /** Of the close frame; 0 while there was none. */
    int closeCode() {
        return closeCode;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (!upgraded) {
            upgrade(ctx, in);
            return;
        }
        while (opcode >= 0 || head(in)) {
            if (opcode == TEXT) {
                int taken = text(ctx, in, whole, length);
                if (taken == 0 && length > 0) {
                    return;
                }
                length -= taken;
            } else if (in.readableBytes() < length) {
                return;
            } else {
                control(ctx, in);
            }
            if (length == 0) {
                opcode = -1;
            }
        }
    }

    private void upgrade(ChannelHandlerContext ctx, ByteBuf in) {
        int end = find(in, in.readerIndex(), in.writerIndex(), END_OF_HEAD);
        if (end < 0) {
            return;
        }
        String head = in.readCharSequence(end - in.readerIndex(), StandardCharsets.US_ASCII)
                .toString();
        in.skipBytes(END_OF_HEAD.length);
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new IllegalStateException(
                    "no WebSocket: " + head.lines().findFirst().orElse(""));
        }
        upgraded = true;
        upgraded(ctx);
    }

    private boolean head(ByteBuf in) {
        int at = in.readerIndex();
        int there = in.readableBytes();
        if (there < 2) {
            return false;
        }
        int small = in.getUnsignedByte(at + 1);
        int size = small <= MAX_SMALL ? 2 : small == TWO_BYTES ? 4 : 10;
        if (there < size) {
            return false;
        }
        opcode = in.getByte(at) & 0x0F;
        length = small <= MAX_SMALL ? small : small == TWO_BYTES ? in.getUnsignedShort(at + 2) : in.getLong(at + 2);
        whole = length;
        in.skipBytes(size);
        return true;
    }

    private void control(ChannelHandlerContext ctx, ByteBuf in) {
        int size = (int) length;
        if (opcode == PING) {
            ctx.writeAndFlush(frame(ctx, PONG, in.readSlice(size)));
        } else {
            if (opcode == CLOSE && size >= 2) {
                closeCode = in.getUnsignedShort(in.readerIndex());
            }
            in.skipBytes(size);
        }
        length = 0;
    }

    /** A client's frame of at most 65,535 bytes, masked with zeros. */
    static ByteBuf textFrame(ChannelHandlerContext ctx, byte[] payload) {
        return frame(ctx, TEXT, Unpooled.wrappedBuffer(payload));
    }

    private static ByteBuf frame(ChannelHandlerContext ctx, int opcode, ByteBuf payload) {
        int size = payload.readableBytes();
        ByteBuf frame = ctx.alloc().buffer(size + 8).writeByte(FINAL | opcode);
        if (size <= MAX_SMALL) {
            frame.writeByte(MASKED | size);
        } else {
            frame.writeByte(MASKED | TWO_BYTES).writeShort(size);
        }
        return frame.writeInt(0).writeBytes(payload);
    }
}
