package org.anlan.feed;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest changes as one audience sees them, encoded once, bounded in bytes. Sessions that stand at the same place
 * get the very same frame. Thread-safe: one thread appends, event loops read.
 */
final class AudienceLog {

    /** A frame and the number it brings a session to. */
    record Joined(ByteBuf frame, long seq) {}

    private static final byte[] UNSEEN = {};
    private static final int KEPT_FRAMES = 32;

    private final int maxBytes;
    private final int maxFrameBytes;
    private final ArrayDeque<byte[]> changes = new ArrayDeque<>();
    private final Map<Long, Joined> frames = new HashMap<>();
    /** Number of the oldest change held; the newest is {@code first + changes.size() - 1}. */
    private long first;

    private int bytes;
    private int viewers;

    /** @param head the number before the first that will be appended */
    AudienceLog(long head, int maxBytes, int maxFrameBytes) {
        this.first = head + 1;
        this.maxBytes = maxBytes;
        this.maxFrameBytes = maxFrameBytes;
    }

    synchronized void joined() {
        viewers++;
    }

    /** True when that was the last viewer. */
    synchronized boolean left() {
        return --viewers == 0;
    }

    /** @param encoded the change, or null when this audience does not see it; its number counts all the same */
    synchronized void append(byte[] encoded) {
        byte[] entry = encoded == null ? UNSEEN : encoded;
        changes.addLast(entry);
        bytes += entry.length;
        frames.clear();
        while (bytes > maxBytes && changes.size() > 1) {
            bytes -= changes.removeFirst().length;
            first++;
        }
    }

    synchronized long head() {
        return first + changes.size() - 1;
    }

    synchronized int bytes() {
        return bytes;
    }

    /** Everything after {@code position} that fits into one frame; null when it is too old to be here. */
    synchronized Joined after(long position) {
        if (position + 1 < first || position >= head()) {
            return null;
        }
        Joined known = frames.get(position);
        if (known != null) {
            return known;
        }
        Joined joined = join(position);
        if (frames.size() < KEPT_FRAMES) {
            frames.put(position, joined);
        }
        return joined;
    }

    private Joined join(long position) {
        List<byte[]> seen = new ArrayList<>();
        long seq = first - 1;
        int size = 0;
        for (byte[] change : changes) {
            seq++;
            if (seq <= position) {
                continue;
            }
            if (size > 0 && size + change.length > maxFrameBytes) {
                seq--;
                break;
            }
            if (change.length > 0) {
                seen.add(change);
                size += change.length + 1;
            }
        }
        return new Joined(Frames.changes(position + 1, seq, seen), seq);
    }
}
