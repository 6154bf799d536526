package org.anlan.feed.encoding;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of consecutive changes as one audience sees them, encoded once, the newest of them within a number of bytes.
 * Sessions that stand at the same place get the very same frame. Thread-safe: one thread appends, event loops read.
 */
public final class AudienceLog {

    /** A frame, owned by who asked for it, and the number it brings a session to. */
    public record Joined(ByteBuf frame, long seq) {}

    private record Place(long position, int frameBytes) {}

    private static final byte[] UNSEEN = {};
    /** What an entry costs besides its bytes: the array's header and its slot. */
    private static final int ENTRY_BYTES = 32;

    private static final int KEPT_FRAMES = 32;

    /** Slot of a change: its number modulo the length, which is a power of two. */
    private byte[][] ring = new byte[64][];

    private final Map<Place, Joined> frames = new HashMap<>();
    private long maxBytes;
    private long bytes;
    /** Number of the oldest change held. */
    private long first;

    private volatile long head;
    private int viewers;

    /** @param head the number before the first that will be appended */
    public AudienceLog(long head, long maxBytes) {
        this.head = head;
        this.first = head + 1;
        this.maxBytes = maxBytes;
    }

    public synchronized void joined() {
        viewers++;
    }

    /** True when that was the last viewer. */
    public synchronized boolean left() {
        return --viewers == 0;
    }

    /** @param encoded the change, or null when this audience does not see it; its number counts all the same */
    public synchronized void append(byte[] encoded) {
        if (head - first + 1 == ring.length) {
            grow();
        }
        byte[] entry = encoded == null ? UNSEEN : encoded;
        ring[slot(head + 1)] = entry;
        bytes += cost(entry);
        head++;
        forgetFrames();
        trim();
    }

    /** Goes on after {@code seq} with nothing in memory: whoever stands before it reads the log. */
    public synchronized void skipTo(long seq) {
        forgetFrames();
        ring = new byte[64][];
        bytes = 0;
        first = seq + 1;
        head = seq;
    }

    public synchronized void limit(long maximum) {
        maxBytes = maximum;
        trim();
    }

    /** Gives the frames' memory back; nothing may be asked for afterwards. */
    public synchronized void close() {
        skipTo(head);
    }

    public long head() {
        return head;
    }

    public synchronized long bytes() {
        return bytes;
    }

    /**
     * Everything after {@code position} that fits into a frame of so many bytes, at least one change; null when that is
     * too old to be here, or not here yet.
     */
    public synchronized Joined after(long position, int frameBytes) {
        if (position + 1 < first || position >= head) {
            return null;
        }
        Place place = new Place(position, frameBytes);
        Joined known = frames.get(place);
        if (known == null) {
            known = join(place);
            if (frames.size() == KEPT_FRAMES) {
                return known;
            }
            frames.put(place, known);
        }
        return new Joined(known.frame.retainedDuplicate(), known.seq);
    }

    private Joined join(Place place) {
        List<byte[]> seen = new ArrayList<>();
        long seq = place.position;
        long size = 0;
        while (seq < head) {
            byte[] change = ring[slot(seq + 1)];
            if (size > 0 && size + change.length > place.frameBytes) {
                break;
            }
            if (change.length > 0) {
                seen.add(change);
                size += change.length + 1;
            }
            seq++;
        }
        return new Joined(Frames.changes(place.position + 1, seq, seen), seq);
    }

    private void trim() {
        while (bytes > maxBytes && first < head) {
            bytes -= cost(ring[slot(first)]);
            ring[slot(first)] = null;
            first++;
        }
    }

    private void grow() {
        byte[][] larger = new byte[ring.length * 2][];
        for (long seq = first; seq <= head; seq++) {
            larger[(int) (seq & (larger.length - 1))] = ring[slot(seq)];
        }
        ring = larger;
    }

    private void forgetFrames() {
        frames.values().forEach(joined -> joined.frame.release());
        frames.clear();
    }

    private int slot(long seq) {
        return (int) (seq & (ring.length - 1));
    }

    private static long cost(byte[] entry) {
        return ENTRY_BYTES + (long) entry.length;
    }
}
