package org.anlan.feed;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.anlan.picture.Reader;
import org.anlan.picture.stream.Latest;
import org.anlan.picture.stream.StreamType;

/**
 * The frames of the newest values for the sessions of one event loop. A session that has the version before the newest
 * gets what changed, any other gets everything: so a slow one costs no memory. Touched only on its loop.
 */
final class LatestFrames {

    /** In {@code seen}: nothing was sent yet. */
    static final long NOTHING = -1;

    /**
     * Values of a stream that moved.
     *
     * @param frame with all of them; whoever takes this over owns it
     */
    record Moved(int stream, long version, List<Latest> values, ByteBuf frame) {

        Moved retained() {
            return new Moved(stream, version, values, frame.retainedDuplicate());
        }
    }

    /** Makes what was not made yet. */
    interface Maker {

        /** With the newest value of each key that this audience sees. */
        ByteBuf everything(int stream, Reader audience);

        /** With those of the values that this audience sees; nothing to be read when it sees none. */
        ByteBuf some(int stream, List<Latest> values, Reader audience);
    }

    /** The audience of everybody who sees a whole stream. */
    private static final Reader WHOLE = null;

    private final List<StreamType> types;
    private final Maker maker;
    private final Moved[] moved;
    private final List<Map<Reader, ByteBuf>> changed = new ArrayList<>();
    private final List<Map<Reader, ByteBuf>> full = new ArrayList<>();

    LatestFrames(List<StreamType> types, Maker maker) {
        this.types = types;
        this.maker = maker;
        this.moved = new Moved[types.size()];
        types.forEach(any -> {
            changed.add(new HashMap<>());
            full.add(new HashMap<>());
        });
    }

    /** Takes it over. */
    void moved(Moved newest) {
        forget(newest.stream);
        moved[newest.stream] = newest;
        changed.get(newest.stream).put(WHOLE, newest.frame);
    }

    /**
     * What a session gets next, or null.
     *
     * @param seen the versions it has, one per stream; moved on by this
     */
    ByteBuf next(Reader audience, long[] seen) {
        for (int stream = 0; stream < seen.length; stream++) {
            long version = moved[stream] == null ? 0 : moved[stream].version;
            if (seen[stream] != version && types.get(stream).readers().contains(audience.role())) {
                boolean follows = seen[stream] != NOTHING && seen[stream] == version - 1;
                seen[stream] = version;
                ByteBuf frame = follows ? changed(stream, audience) : full(stream, audience);
                if (frame.isReadable()) {
                    return frame.retainedDuplicate();
                }
            }
        }
        return null;
    }

    private ByteBuf changed(int stream, Reader audience) {
        return changed.get(stream)
                .computeIfAbsent(shared(stream, audience), any -> maker.some(stream, moved[stream].values, audience));
    }

    private ByteBuf full(int stream, Reader audience) {
        return full.get(stream).computeIfAbsent(shared(stream, audience), any -> maker.everything(stream, audience));
    }

    private Reader shared(int stream, Reader audience) {
        return types.get(stream).isLimitedFor(audience) ? audience : WHOLE;
    }

    private void forget(int stream) {
        changed.get(stream).values().forEach(ByteBuf::release);
        changed.get(stream).clear();
        full.get(stream).values().forEach(ByteBuf::release);
        full.get(stream).clear();
    }

    void close() {
        for (int stream = 0; stream < moved.length; stream++) {
            forget(stream);
        }
    }
}
