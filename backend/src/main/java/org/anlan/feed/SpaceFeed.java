package org.anlan.feed;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.anlan.picture.Change;
import org.anlan.picture.Commit;
import org.anlan.picture.Head;
import org.anlan.picture.Reader;
import org.anlan.picture.Space;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live side of one space: encodes each commit once per audience on its own thread and wakes the event loops, each
 * of which serves its own sessions.
 */
final class SpaceFeed implements Space.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(SpaceFeed.class);
    static final int RING_BYTES = 8 << 20;
    static final int FRAME_BYTES = 1 << 20;
    /** A viewer farther behind than this fetches the picture again: cheaper for it and for us. */
    static final long TOO_OLD = 50_000;

    private static final int CATCH_UP_ROWS = 2_000;
    private static final int PING_EVERY_TICKS = 25;

    /** The sessions of one event loop; the set is touched only there. */
    private static final class Loop {
        final Set<FeedSession> sessions = new java.util.HashSet<>();
        final AtomicBoolean woken = new AtomicBoolean();
    }

    private record Marked(long seq, Head head, ByteBuf frame) {}

    private final Space space;
    private final ChangeEncoder encoder;
    private final FeedMetrics metrics;
    private final ExecutorService own;
    private final Executor blocking;
    private final Map<EventLoop, Loop> loops = new ConcurrentHashMap<>();
    private final ByteBuf ping = Frames.ping();
    /** Touched only on {@link #own}. */
    private final Map<Reader, AudienceLog> audiences = new HashMap<>();

    private long head;
    private int ticks;
    private volatile Marked marked;

    SpaceFeed(Space space, ChangeEncoder encoder, FeedMetrics metrics, ExecutorService own, Executor blocking) {
        this.space = space;
        this.encoder = encoder;
        this.metrics = metrics;
        this.own = own;
        this.blocking = blocking;
        space.listen(this);
        // Commits between these two lines are in the queue of our thread behind this, and are then passed over.
        own.execute(() -> head = Math.max(head, space.picture().seq()));
    }

    @Override
    public void committed(Commit commit) {
        own.execute(() -> encode(commit));
    }

    @Override
    public void reset(String why) {
        own.execute(() -> {
            head = space.picture().seq();
            audiences.clear();
            everywhere(session -> session.reset(why));
        });
    }

    private void encode(Commit commit) {
        for (Change change : commit.changes()) {
            if (change.seq() <= head) {
                continue;
            }
            ChangeEncoder.OneChange one = encoder.of(change);
            audiences.forEach((audience, log) -> log.append(one.as(audience)));
            head = change.seq();
        }
        wake();
    }

    private void wake() {
        loops.forEach((loop, group) -> {
            if (group.woken.compareAndSet(false, true)) {
                loop.execute(() -> {
                    group.woken.set(false);
                    group.sessions.forEach(FeedSession::pump);
                });
            }
        });
    }

    /**
     * Admits a session: it is told hello and gets everything after {@code since} (null: after now).
     *
     * @param epoch the epoch {@code since} belongs to
     */
    void open(SessionMaker maker, Long since, String epoch) {
        own.execute(() -> {
            Reader audience = maker.audience();
            AudienceLog log =
                    audiences.computeIfAbsent(audience, any -> new AudienceLog(head, RING_BYTES, FRAME_BYTES));
            log.joined();
            FeedSession session = maker.make(this, log);
            long at = head;
            session.loop().execute(() -> begin(session, since, epoch, at));
        });
    }

    @FunctionalInterface
    interface Maker {
        FeedSession make(SpaceFeed feed, AudienceLog log);
    }

    /** What makes a session, and the audience it belongs to. */
    record SessionMaker(Reader audience, Maker maker) {
        FeedSession make(SpaceFeed feed, AudienceLog log) {
            return maker.make(feed, log);
        }
    }

    private void begin(FeedSession session, Long since, String epoch, long at) {
        if (!session.isActive()) {
            release(session);
            return;
        }
        loops.computeIfAbsent(session.loop(), loop -> new Loop()).sessions.add(session);
        metrics.opened();
        if (since != null && (!space.epoch().equals(epoch) || since > at || since < at - TOO_OLD)) {
            session.reset(since > at ? "beyond the head" : space.epoch().equals(epoch) ? "too old" : "another epoch");
            return;
        }
        Head now = space.head();
        Head told = new Head(at, now.verifiedAt(), now.degraded());
        session.greet(Frames.hello(space.id(), space.epoch(), told), since == null ? at : since);
    }

    /** On the session's event loop. */
    void closed(FeedSession session) {
        Loop loop = loops.get(session.loop());
        if (loop != null && loop.sessions.remove(session)) {
            metrics.closed();
            release(session);
        }
    }

    /** An audience nobody belongs to any more keeps no ring. */
    private void release(FeedSession session) {
        own.execute(() -> {
            AudienceLog log = session.log();
            if (log.left()) {
                audiences.remove(session.audience(), log);
            }
        });
    }

    /** Reads the log for a session whose place is no longer in memory. */
    void catchUp(FeedSession session, long position) {
        metrics.caughtUpOnce();
        blocking.execute(() -> {
            AudienceLog.Joined joined = null;
            try {
                joined = read(session.audience(), position);
            } catch (RuntimeException problem) {
                LOG.warn("space {}: a viewer could not catch up: {}", space.id(), problem.toString());
            }
            AudienceLog.Joined found = joined;
            session.loop().execute(() -> session.caughtUp(found));
        });
    }

    private AudienceLog.Joined read(Reader audience, long position) {
        List<Change> changes = space.changes(position, CATCH_UP_ROWS);
        List<byte[]> seen = new ArrayList<>();
        long seq = position;
        int size = 0;
        for (Change change : changes) {
            byte[] encoded = encoder.of(change).as(audience);
            if (encoded != null) {
                if (size > 0 && size + encoded.length > FRAME_BYTES) {
                    break;
                }
                seen.add(encoded);
                size += encoded.length;
            }
            seq = change.seq();
        }
        return seq == position ? null : new AudienceLog.Joined(Frames.changes(position + 1, seq, seen), seq);
    }

    /** Once a second: marks for all, pings now and then. */
    void tick() {
        own.execute(() -> {
            boolean pings = ++ticks % PING_EVERY_TICKS == 0;
            Head now = space.head();
            everywhere(session -> session.tick(now, pings));
        });
    }

    void everywhere(Consumer<FeedSession> work) {
        loops.forEach(
                (loop, group) -> loop.execute(() -> List.copyOf(group.sessions).forEach(work)));
    }

    ByteBuf ping() {
        return ping;
    }

    /** The mark of sessions that stand at {@code seq}: one frame for all of them. */
    ByteBuf mark(long seq) {
        Head now = space.head();
        Marked last = marked;
        if (last == null || last.seq != seq || !last.head.equals(now)) {
            last = new Marked(seq, now, Frames.mark(seq, now));
            marked = last;
        }
        return last.frame;
    }

    FeedMetrics metrics() {
        return metrics;
    }

    Instant now() {
        return Instant.now();
    }
}
