package org.anlan.feed;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.IntFunction;
import org.anlan.picture.Role;
import org.anlan.picture.stream.StreamType;

/**
 * The frames of the newest values for the sessions of one event loop. A session that has the version before the newest
 * gets what changed, any other gets everything: so a slow one costs no memory. Touched only on its loop.
 */
final class LatestFrames {

    /** In {@code seen}: nothing was sent yet. */
    static final long NOTHING = -1;

    private final List<StreamType> types;
    private final IntFunction<ByteBuf> everything;
    private final long[] versions;
    private final ByteBuf[] changed;
    private final ByteBuf[] full;

    /** @param everything makes the frame with all keys of the stream of this number */
    LatestFrames(List<StreamType> types, IntFunction<ByteBuf> everything) {
        this.types = types;
        this.everything = everything;
        this.versions = new long[types.size()];
        this.changed = new ByteBuf[types.size()];
        this.full = new ByteBuf[types.size()];
    }

    /** Takes over the frame. */
    void moved(int stream, long version, ByteBuf frame) {
        forget(stream);
        versions[stream] = version;
        changed[stream] = frame;
    }

    /**
     * What a session gets next, or null.
     *
     * @param seen the versions it has, one per stream; moved on by this
     */
    ByteBuf next(Role role, long[] seen) {
        for (int stream = 0; stream < seen.length; stream++) {
            if (seen[stream] != versions[stream] && types.get(stream).readers().contains(role)) {
                boolean follows = seen[stream] != NOTHING && seen[stream] == versions[stream] - 1;
                seen[stream] = versions[stream];
                ByteBuf frame = follows && changed[stream] != null ? changed[stream] : full(stream);
                return frame.retainedDuplicate();
            }
        }
        return null;
    }

    private ByteBuf full(int stream) {
        if (full[stream] == null) {
            full[stream] = everything.apply(stream);
        }
        return full[stream];
    }

    private void forget(int stream) {
        if (changed[stream] != null) {
            changed[stream].release();
            changed[stream] = null;
        }
        if (full[stream] != null) {
            full[stream].release();
            full[stream] = null;
        }
    }

    void close() {
        for (int stream = 0; stream < versions.length; stream++) {
            forget(stream);
        }
    }
}
