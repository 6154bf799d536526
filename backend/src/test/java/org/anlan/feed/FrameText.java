package org.anlan.feed;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads frames as a browser does: the header of RFC 6455, then the payload. */
public record FrameText(int opcode, byte[] payload) {

    /** Reads one frame and moves on in the buffer. */
    public static FrameText read(ByteBuf bytes) {
        int first = bytes.readUnsignedByte();
        if ((first & 0x80) == 0) {
            throw new AssertionError("a part of a message: " + first);
        }
        int second = bytes.readUnsignedByte();
        long length = second < 126 ? second : second == 126 ? bytes.readUnsignedShort() : bytes.readLong();
        byte[] payload = new byte[Math.toIntExact(length)];
        bytes.readBytes(payload);
        return new FrameText(first & 0x0f, payload);
    }

    /** Reads a buffer that holds one frame and nothing else, and gives its memory back. */
    public static FrameText only(ByteBuf bytes) {
        try {
            FrameText frame = read(bytes);
            if (bytes.isReadable()) {
                throw new AssertionError(bytes.readableBytes() + " bytes after the frame");
            }
            return frame;
        } finally {
            bytes.release();
        }
    }

    public JsonNode json() {
        if (opcode != 1) {
            throw new AssertionError("not text: " + opcode);
        }
        return JsonMapper.shared().readTree(new String(payload, StandardCharsets.UTF_8));
    }

    /** The code of a close frame. */
    public int closeCode() {
        if (opcode != 8) {
            throw new AssertionError("not a close frame: " + opcode);
        }
        return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }
}
