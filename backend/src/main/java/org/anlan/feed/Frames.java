package org.anlan.feed;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import org.anlan.picture.Head;
import tools.jackson.databind.json.JsonMapper;

/**
 * WebSocket frames, ready for the wire: RFC 6455 header and payload in one direct buffer, built once and written to
 * many sockets. Valid because this server negotiates no compression and a server's frames are not masked.
 */
final class Frames {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;

    private Frames() {}

    static ByteBuf hello(String space, String epoch, Head head) {
        return text("{\"type\":\"hello\",\"space\":" + quote(space) + ",\"epoch\":" + quote(epoch) + ",\"seq\":"
                + head.seq() + truth(head) + "}");
    }

    /** @param seq what this session has been sent, which may be less than the head */
    static ByteBuf mark(long seq, Head head) {
        return text("{\"type\":\"mark\",\"seq\":" + seq + truth(head) + "}");
    }

    private static String truth(Head head) {
        return ",\"at\":\"" + head.verifiedAt() + "\"" + (head.degraded() ? ",\"degraded\":true" : "");
    }

    static ByteBuf reset(String why) {
        return text("{\"type\":\"reset\",\"why\":" + quote(why) + "}");
    }

    /** @param changes encoded changes, in order; numbers without one are those the audience does not see */
    static ByteBuf changes(long from, long to, Collection<byte[]> changes) {
        byte[] start = ("{\"type\":\"changes\",\"from\":" + from + ",\"seq\":" + to + ",\"changes\":[")
                .getBytes(StandardCharsets.US_ASCII);
        int size = start.length + 2 + Math.max(0, changes.size() - 1);
        for (byte[] change : changes) {
            size += change.length;
        }
        ByteBuf frame = open(TEXT, size);
        frame.writeBytes(start);
        boolean first = true;
        for (byte[] change : changes) {
            if (!first) {
                frame.writeByte(',');
            }
            first = false;
            frame.writeBytes(change);
        }
        return frame.writeByte(']').writeByte('}').asReadOnly();
    }

    static ByteBuf ping() {
        return open(PING, 0).asReadOnly();
    }

    static ByteBuf close(int code, String why) {
        byte[] reason = why.getBytes(StandardCharsets.UTF_8);
        return open(CLOSE, 2 + reason.length)
                .writeShort(code)
                .writeBytes(reason)
                .asReadOnly();
    }

    /** One change as a member of {@code changes}. */
    static byte[] put(long seq, Instant at, String command, String feature) {
        return ("{\"seq\":" + seq + ",\"op\":\"put\",\"at\":\"" + at + "\",\"command\":" + quote(command)
                        + ",\"feature\":" + feature + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] remove(long seq, Instant at, String collection, String id) {
        return ("{\"seq\":" + seq + ",\"op\":\"remove\",\"at\":\"" + at + "\",\"collection\":" + quote(collection)
                        + ",\"id\":" + quote(id) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuf text(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return open(TEXT, bytes.length).writeBytes(bytes).asReadOnly();
    }

    /** Not from a pool: many sockets share it, and the last one need not be known for it to be freed. */
    private static ByteBuf open(int first, int length) {
        ByteBuf frame =
                Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(length + 10)).clear();
        frame.writeByte(first);
        if (length < 126) {
            return frame.writeByte(length);
        }
        return length < 65_536
                ? frame.writeByte(126).writeShort(length)
                : frame.writeByte(127).writeLong(length);
    }

    private static String quote(String text) {
        return JSON.writeValueAsString(text);
    }
}
