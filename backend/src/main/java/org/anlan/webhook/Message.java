package org.anlan.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.anlan.picture.Space;
import tools.jackson.databind.json.JsonMapper;

/**
 * A body and its {@code webhook-id}, which is made of what it holds: the same however often, and by whichever node, it is
 * sent.
 *
 * @param seq where in the epoch the receiver stands when it took this
 */
record Message(String id, String epoch, long seq, byte[] body) {

    static Message changes(Subscription to, Space space, long seq, Instant at, List<byte[]> changes) {
        long from = to.place().seq() + 1;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(utf8(head("changes", space) + ",\"from\":" + from + ",\"seq\":" + seq + ",\"at\":\"" + at
                + "\",\"changes\":["));
        for (int index = 0; index < changes.size(); index++) {
            if (index > 0) {
                body.write(',');
            }
            body.writeBytes(changes.get(index));
        }
        body.writeBytes(utf8("]}"));
        return new Message(id(to, space, from + "-" + seq), space.epoch(), seq, body.toByteArray());
    }

    /** Everything sent before is void: fetch the picture, go on after {@code seq}. */
    static Message reset(Subscription to, Space space, long seq) {
        String body = head("reset", space) + ",\"seq\":" + seq + ",\"why\":\"another epoch\"}";
        return new Message(id(to, space, "reset-" + seq), space.epoch(), seq, utf8(body));
    }

    /** Holds nothing and moves nothing. */
    static Message test(Subscription to, Space space, Instant at) {
        String body = head("test", space) + ",\"seq\":" + to.place().seq() + ",\"at\":\"" + at + "\"}";
        return new Message(
                id(to, space, "test-" + UUID.randomUUID()),
                space.epoch(),
                to.place().seq(),
                utf8(body));
    }

    private static String head(String type, Space space) {
        return "{\"type\":\"" + type + "\",\"space\":" + quote(space.id()) + ",\"epoch\":" + quote(space.epoch());
    }

    /** Without a full stop, which is what separates the signed parts. */
    private static String id(Subscription to, Space space, String what) {
        return "msg_" + UUID.nameUUIDFromBytes(utf8(to.id() + "|" + space.epoch() + "|" + what));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String quote(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }
}
