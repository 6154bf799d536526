package org.anlan.feed.encoding;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.anlan.picture.Change;
import org.anlan.picture.Head;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.stream.Latest;
import tools.jackson.databind.json.JsonMapper;

/**
 * WebSocket frames, ready for the wire: RFC 6455 header and payload in one direct buffer, built once and written to
 * many sockets. Valid because no compression is negotiated and a server's frames are not masked. Who calls owns the
 * buffer: writing it to a channel releases it.
 */
public final class Frames {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;

    private Frames() {}

    public static ByteBuf hello(String space, String epoch, Head head, SpaceClock clock) {
        return text("{\"type\":\"hello\",\"space\":" + quote(space) + ",\"epoch\":" + quote(epoch) + ",\"seq\":"
                + head.seq() + truth(head) + clock(clock) + "}");
    }

    /**
     * @param seq what the session has been sent
     * @param head the node's head; named in the frame when the session is behind it
     * @param clock named in the frame unless space time is real time
     */
    public static ByteBuf mark(long seq, Head head, SpaceClock clock) {
        String behind = head.seq() > seq ? ",\"head\":" + head.seq() : "";
        return text("{\"type\":\"mark\",\"seq\":" + seq + truth(head) + behind + clock(clock) + "}");
    }

    private static String truth(Head head) {
        String state =
                switch (head.database()) {
                    case ANSWERS -> "";
                    case AWAY -> ",\"degraded\":true";
                    case FULL -> ",\"degraded\":true,\"cause\":\"disk\"";
                };
        return ",\"at\":\"" + head.verifiedAt() + "\"" + state;
    }

    private static String clock(SpaceClock clock) {
        return clock.isReal() ? "" : ",\"clock\":{\"now\":\"" + clock.now() + "\",\"rate\":" + clock.rate() + "}";
    }

    public static ByteBuf reset(String why) {
        return text("{\"type\":\"reset\",\"why\":" + quote(why) + "}");
    }

    /** @param changes encoded changes, in order; numbers without one are those the audience does not see */
    public static ByteBuf changes(long from, long to, Collection<byte[]> changes) {
        byte[] start = ascii("{\"type\":\"changes\",\"from\":" + from + ",\"seq\":" + to + ",\"changes\":[");
        int size = start.length + 2 + Math.max(0, changes.size() - 1);
        for (byte[] change : changes) {
            size += change.length;
        }
        ByteBuf frame = open(TEXT, size).writeBytes(start);
        boolean first = true;
        for (byte[] change : changes) {
            if (!first) {
                frame.writeByte(',');
            }
            first = false;
            frame.writeBytes(change);
        }
        return frame.writeByte(']').writeByte('}');
    }

    /** The newest values of some or all keys of a stream; {@code at} is space time. */
    public static ByteBuf latest(String stream, Instant at, List<Latest> values) {
        List<Object> rows = new ArrayList<>(values.size());
        for (Latest value : values) {
            rows.add(value.wire());
        }
        return text("{\"type\":\"latest\",\"stream\":" + quote(stream) + ",\"at\":\"" + at + "\",\"values\":"
                + JSON.writeValueAsString(rows) + "}");
    }

    public static ByteBuf ping() {
        return open(PING, 0);
    }

    /** @param why at most 123 bytes of UTF-8 */
    public static ByteBuf close(int code, String why) {
        byte[] reason = why.getBytes(StandardCharsets.UTF_8);
        return open(CLOSE, 2 + reason.length).writeShort(code).writeBytes(reason);
    }

    /** One change as a member of {@code changes}. */
    static byte[] put(Change change, byte[] feature) {
        byte[] start = ("{\"seq\":" + change.seq() + ",\"op\":\"put\",\"at\":\"" + change.at() + "\",\"command\":"
                        + quote(change.command()) + ",\"feature\":")
                .getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[start.length + feature.length + 1];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(feature, 0, whole, start.length, feature.length);
        whole[whole.length - 1] = '}';
        return whole;
    }

    static byte[] remove(Change change) {
        return ("{\"seq\":" + change.seq() + ",\"op\":\"remove\",\"at\":\"" + change.at() + "\",\"collection\":"
                        + quote(change.collection()) + ",\"id\":" + quote(change.id()) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuf text(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return open(TEXT, bytes.length).writeBytes(bytes);
    }

    /** Direct, because a heap buffer would be copied again for every socket it is written to. */
    private static ByteBuf open(int first, int length) {
        int header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
        ByteBuf frame = ByteBufAllocator.DEFAULT
                .directBuffer(header + length, header + length)
                .writeByte(first);
        return switch (header) {
            case 2 -> frame.writeByte(length);
            case 4 -> frame.writeByte(126).writeShort(length);
            default -> frame.writeByte(127).writeLong(length);
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String quote(String text) {
        return JSON.writeValueAsString(text);
    }
}
