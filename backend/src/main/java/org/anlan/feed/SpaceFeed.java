package org.anlan.feed;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.anlan.feed.encoding.AudienceLog;
import org.anlan.feed.encoding.ChangeEncoder;
import org.anlan.feed.encoding.Frames;
import org.anlan.feed.encoding.LogReader;
import org.anlan.picture.Change;
import org.anlan.picture.Commit;
import org.anlan.picture.Head;
import org.anlan.picture.Reader;
import org.anlan.picture.Space;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.model.Fault;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live side of one space: encodes each commit once per audience on its own thread and wakes the event loops, each
 * of which serves its own sessions.
 */
final class SpaceFeed implements Space.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(SpaceFeed.class);

    /** Newest changes kept per audience, and for all audiences together. Bytes. */
    private static final long RING = 8L << 20;

    private static final long RINGS = 64L << 20;
    private static final long LEAST_RING = 256 << 10;

    /** Changes that wait to be encoded; when there are more, viewers read them from the log. */
    private static final int MAX_WAITING = 50_000;

    /** The head is verified every second; unverified for so long it counts as degraded, whatever else is known. */
    private static final Duration UNVERIFIED = Duration.ofSeconds(5);

    /** How often a viewer that comes from another node, and is ahead of this one, is looked at again. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** The threads and counters all spaces share, and the question whether a credential ended meanwhile. */
    record Means(
            ChangeEncoder encoder,
            FeedMetrics metrics,
            Executor blocking,
            Predicate<String> revoked,
            Streams streams) {}

    private final Space space;
    private final Means means;
    private final Executor own;
    private final LogReader reader;
    private final Map<EventLoop, FeedLoop> loops = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    /** Touched only on {@link #own}, as the two below. */
    private final Map<Reader, AudienceLog> audiences = new HashMap<>();

    private final LatestChanges latest;
    private long head;
    private int opened;

    /** @param own runs what it is given in order, one at a time */
    SpaceFeed(Space space, Means means, Executor own) {
        this.space = space;
        this.means = means;
        this.own = own;
        this.reader = new LogReader(space, means.encoder());
        this.latest = new LatestChanges(space, means.streams());
        space.listen(this);
        // Commits between these two lines are in the queue of our thread before this, and are then passed over.
        own.execute(() -> head = Math.max(head, space.picture().seq()));
    }

    @Override
    public void committed(Commit commit) {
        List<Change> changes = commit.changes();
        boolean swamped = waiting.addAndGet(changes.size()) > MAX_WAITING;
        own.execute(() -> {
            if (swamped) {
                skip(changes);
            } else {
                encode(changes);
            }
            waiting.addAndGet(-changes.size());
            loops.values().forEach(loop -> loop.wake(changes.size()));
        });
    }

    private void encode(List<Change> changes) {
        boolean limited = audiences.keySet().stream().anyMatch(Reader::isLimited);
        for (Change change : changes) {
            if (change.seq() <= head) {
                continue;
            }
            ChangeEncoder.OneChange one = means.encoder().of(change);
            audiences.forEach((audience, log) -> log.append(one.as(audience)));
            head = change.seq();
            if (limited && change.isPut()) {
                latest.shown(change);
            }
        }
    }

    private void skip(List<Change> changes) {
        head = Math.max(head, changes.get(changes.size() - 1).seq());
        audiences.values().forEach(log -> log.skipTo(head));
    }

    @Override
    public void reset(String why) {
        own.execute(() -> {
            head = space.picture().seq();
            audiences.clear();
            each(session -> session.reset(why));
        });
    }

    /** Makes a session once it is known what it reads from. */
    @FunctionalInterface
    interface Maker {
        FeedSession make(FeedSession.Source source, AudienceLog log, int slot, int streams);
    }

    /**
     * Admits a session: it is told hello and gets everything after {@code since} (null: after now).
     *
     * @param epoch the epoch {@code since} belongs to; null = the caller takes this one
     */
    void open(EventLoop loop, Reader audience, Maker maker, Long since, String epoch) {
        open(loop, audience, maker, since, epoch, System.nanoTime());
    }

    private void open(EventLoop loop, Reader audience, Maker maker, Long since, String epoch, long askedNanos) {
        own.execute(() -> {
            if (isPerhapsOnItsWay(since, epoch, askedNanos)) {
                Runnable again = () -> open(loop, audience, maker, since, epoch, askedNanos);
                loop.schedule(again, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                return;
            }
            AudienceLog log = audiences.computeIfAbsent(audience, any -> new AudienceLog(head, RING));
            log.joined();
            share();
            FeedLoop group = loops.computeIfAbsent(loop, any -> new FeedLoop(this, any));
            FeedSession session = maker.make(
                    group, log, opened++ % FeedSpaces.SLOTS, streams().size());
            long at = head;
            String now = space.epoch();
            loop.execute(() -> begin(group, session, at, now, since, epoch));
        });
    }

    /** Another node may have told it more than this one has read: a place is beyond the head once the database said so. */
    private boolean isPerhapsOnItsWay(Long since, String epoch, long askedNanos) {
        Head known = space.head();
        return since != null
                && since > Math.max(head, known.seq())
                && (epoch == null || epoch.equals(space.epoch()))
                && known.verifiedNanos() - askedNanos <= 0
                && System.nanoTime() - askedNanos < UNVERIFIED.toNanos();
    }

    /** What all audiences keep stays bounded, however many there are. */
    private void share() {
        long each = Math.max(LEAST_RING, Math.min(RING, RINGS / audiences.size()));
        audiences.values().forEach(log -> log.limit(each));
    }

    private void begin(FeedLoop group, FeedSession session, long at, String now, Long since, String epoch) {
        if (!session.isActive()) {
            release(session);
            return;
        }
        group.add(session);
        means.metrics().opened();
        Head known = head();
        String refusal = since == null ? null : refusal(since, epoch, Math.max(at, known.seq()), now);
        if (means.revoked().test(session.caller().tokenId())) {
            session.close(FeedSession.SIGNED_OUT, "signed out");
        } else if (refusal != null) {
            session.reset(refusal);
        } else {
            long from = since == null ? at : since;
            Head told = new Head(Math.max(at, from), known.verifiedAt(), known.verifiedNanos(), known.database());
            session.greet(Frames.hello(space.id(), now, told, clock()), from);
        }
    }

    /** Why nothing can be sent after {@code since}; null when it can. */
    static String refusal(long since, String epoch, long head, String now) {
        if (epoch != null && !epoch.equals(now)) {
            return "another epoch";
        }
        if (since > head) {
            return "beyond the head";
        }
        return head - since > FeedSession.TOO_OLD ? "too old" : null;
    }

    /** On the session's event loop. */
    void closed(FeedSession session) {
        session.ended();
        FeedLoop group = loops.get(session.loop());
        if (group != null && group.remove(session)) {
            means.metrics().closed();
            release(session);
        }
    }

    /** An audience nobody belongs to any more keeps nothing. */
    private void release(FeedSession session) {
        own.execute(() -> {
            AudienceLog log = session.log();
            if (log.left()) {
                audiences.remove(session.audience(), log);
                log.close();
            }
        });
    }

    /** Marks for the sessions of one slot, with a ping now and then. */
    void tick(int slot, boolean ping) {
        each(session -> {
            if (session.slot() == slot) {
                session.tick(ping);
            }
        });
    }

    List<StreamType> streams() {
        return latest.types();
    }

    /** Makes the frames of the streams. */
    LatestFrames.Maker frames() {
        return latest;
    }

    /** Sends what moved since the last call; called four times a second. */
    void sendLatest() {
        own.execute(() -> latest.drain(moved -> loops.values().forEach(group -> group.moved(moved.retained()))));
    }

    /** The server stops, or the space is gone. */
    void close(int code, String why) {
        loops.values().forEach(group -> group.close(code, why));
        own.execute(() -> audiences.values().forEach(AudienceLog::close));
        reader.close();
        latest.close();
    }

    void each(Consumer<FeedSession> work) {
        loops.values().forEach(group -> group.each(work));
    }

    SpaceClock clock() {
        return space.clock();
    }

    /** What may be claimed of the database now. */
    Head head() {
        Head head = space.head();
        boolean old = head.age(System.nanoTime()).compareTo(UNVERIFIED) > 0;
        return old && !head.degraded()
                ? new Head(head.seq(), head.verifiedAt(), head.verifiedNanos(), Head.Database.AWAY)
                : head;
    }

    /** Reads the log after {@code position} off the event loop, then tells the session on it. */
    void catchUp(FeedSession session, long position, int frameBytes) {
        means.metrics().logRead();
        try {
            means.blocking().execute(() -> {
                AudienceLog.Joined joined = read(session, position, frameBytes);
                session.loop().execute(() -> session.caughtUp(joined));
            });
        } catch (RejectedExecutionException full) {
            session.loop().execute(() -> session.caughtUp(null));
        }
    }

    private AudienceLog.Joined read(FeedSession session, long position, int frameBytes) {
        try {
            return reader.after(session.audience(), position, frameBytes);
        } catch (RuntimeException problem) {
            LOG.warn("space {}: a viewer could not catch up: {}", space.id(), Fault.brief(problem));
            return null;
        }
    }
}
