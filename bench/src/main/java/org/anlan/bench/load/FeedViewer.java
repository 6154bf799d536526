package org.anlan.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** A viewer of our feed: checks that ranges join, and hashes every byte of every change. */
public final class FeedViewer extends WebSocketViewer {

    private static final byte[] HELLO = bytes("{\"type\":\"hello\"");
    private static final byte[] CHANGES = bytes("{\"type\":\"changes\",\"from\":");
    private static final byte[] LATEST = bytes("{\"type\":\"latest\"");
    private static final byte[] RESET = bytes("{\"type\":\"reset\"");
    private static final byte[] SEQ = bytes("\"seq\":");
    /** Enough for everything before the first change. */
    private static final int HEAD_BYTES = 160;

    private static final int TAIL_BYTES = 2;

    private CRC32C hash = new CRC32C();
    private long position = -1;
    private long from;
    private long to;
    private boolean inChanges;
    private boolean reset;
    private long gaps;
    private long latestFrames;
    private long latestAt;
    private long latestBytes;
    private ByteArrayOutputStream kept;

    public FeedViewer(String space, String query, String token) {
        super("/ws/" + space + query, "Authorization: Bearer " + token + "\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The last change it has; −1 before hello. */
    public long position() {
        return position;
    }

    /** Where the next range must begin, for one that goes on after a break. Before it is connected. */
    public FeedViewer after(long since) {
        position = since;
        return this;
    }

    /** Goes on where the other stood, with its hash. Before it is connected, when the other is gone. */
    public FeedViewer following(FeedViewer other) {
        position = other.position;
        gaps = other.gaps;
        hash = other.hash;
        return this;
    }

    /** Ranges that did not begin where the one before ended. */
    public long gaps() {
        return gaps;
    }

    public boolean wasReset() {
        return reset;
    }

    /** Over the bytes of all changes since hello, however they were joined into frames. */
    public long hash() {
        return hash.getValue();
    }

    /** Frames of newest values so far. */
    public long latestFrames() {
        return latestFrames;
    }

    /** Their bytes. */
    public long latestBytes() {
        return latestBytes;
    }

    /** When the last of them came, as {@link System#nanoTime}. */
    public long latestAt() {
        return latestAt;
    }

    /** Keeps the text of all changes from now on: a JSON array without its brackets, with a comma behind each change. */
    public FeedViewer keeping() {
        kept = new ByteArrayOutputStream();
        return this;
    }

    public ByteArrayOutputStream kept() {
        return kept;
    }

    @Override
    protected void upgraded(ChannelHandlerContext ctx) {
        // hello follows by itself
    }

    @Override
    protected int text(ChannelHandlerContext ctx, ByteBuf in, long whole, long left) {
        if (whole == left) {
            return begin(ctx, in, (int) whole);
        }
        return inChanges ? more(in, left) : skip(in, left);
    }

    private int begin(ChannelHandlerContext ctx, ByteBuf in, int whole) {
        if (in.readableBytes() < Math.min(HEAD_BYTES, whole)) {
            return 0;
        }
        inChanges = starts(in, CHANGES);
        if (inChanges) {
            return beginChanges(in);
        }
        if (starts(in, HELLO)) {
            if (position < 0) {
                position = number(in, find(in, SEQ) + SEQ.length);
            }
            connected();
            ready();
        } else if (starts(in, LATEST)) {
            latestFrames++;
            latestAt = System.nanoTime();
            latestBytes += whole;
        } else if (starts(in, RESET)) {
            reset = true;
        }
        return skip(in, whole);
    }

    private int beginChanges(ByteBuf in) {
        from = number(in, in.readerIndex() + CHANGES.length);
        int seq = find(in, SEQ) + SEQ.length;
        to = number(in, seq);
        int open = in.indexOf(seq, in.writerIndex(), (byte) '[');
        int size = open + 1 - in.readerIndex();
        in.skipBytes(size);
        return size;
    }

    /** Takes content up to the end of the array; then the two bytes that close it, both at once. */
    private int more(ByteBuf in, long left) {
        int content = (int) Math.min(in.readableBytes(), left - TAIL_BYTES);
        if (content > 0) {
            hash.update(in.internalNioBuffer(in.readerIndex(), content));
            keep(in, content);
            in.skipBytes(content);
            return content;
        }
        if (in.readableBytes() < TAIL_BYTES) {
            return 0;
        }
        in.skipBytes(TAIL_BYTES);
        complete();
        return TAIL_BYTES;
    }

    private void keep(ByteBuf in, int size) {
        if (kept != null) {
            byte[] copy = new byte[size];
            in.getBytes(in.readerIndex(), copy);
            kept.writeBytes(copy);
        }
    }

    private void complete() {
        hash.update(',');
        if (kept != null) {
            kept.write(',');
        }
        if (from != position + 1) {
            gaps++;
        }
        position = to;
        received(from, to);
    }

    private static int skip(ByteBuf in, long left) {
        int size = (int) Math.min(in.readableBytes(), left);
        in.skipBytes(size);
        return size;
    }

    private static boolean starts(ByteBuf in, byte[] text) {
        return in.readableBytes() >= text.length && same(in, in.readerIndex(), text);
    }

    private static int find(ByteBuf in, byte[] text) {
        return find(in, in.readerIndex(), in.writerIndex(), text);
    }
}
