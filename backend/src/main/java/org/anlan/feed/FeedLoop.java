package org.anlan.feed;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.anlan.feed.encoding.Frames;
import org.anlan.picture.Head;
import org.anlan.picture.Reader;
import org.anlan.picture.SpaceClock;

/** The sessions of one space on one event loop. Touched only there, but for {@link #wake} and {@link #each}. */
final class FeedLoop implements FeedSession.Source {

    private static final int KEPT_MARKS = 64;

    /**
     * After a pass over its sessions a loop rests, as long as the pass took for each change it joined to the first, but at
     * most so many times: in a storm what is committed meanwhile leaves in one frame, and a write to a socket, not the
     * words in it, is what costs. After a change that came alone the next one does not wait.
     */
    private static final int MOST_RESTS = 6;

    private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private final SpaceFeed feed;
    private final EventLoop loop;
    /** That came since the last pass began. */
    private final AtomicInteger changes = new AtomicInteger();

    private final Set<FeedSession> sessions = new LinkedHashSet<>();
    /** The sessions as an array: sending can end a session, which must not disturb the walk. Null = make it anew. */
    private FeedSession[] walk;

    private final LatestFrames latest;
    private final Map<Long, ByteBuf> marks = new HashMap<>();
    private Head marked;
    /** {@link System#nanoTime} of the end of the rest. */
    private long restedAt = System.nanoTime();
    /** Nothing is handed to the event loop any more: it ends soon after, and would refuse. */
    private volatile boolean closed;

    FeedLoop(SpaceFeed feed, EventLoop loop) {
        this.feed = feed;
        this.loop = loop;
        this.latest = new LatestFrames(feed.streams(), feed.frames());
    }

    void add(FeedSession session) {
        sessions.add(session);
        walk = null;
    }

    /** False when it was not there. */
    boolean remove(FeedSession session) {
        walk = null;
        return sessions.remove(session);
    }

    /**
     * There is something to send. Calls that come before the loop gets to it are one.
     *
     * @param more how many changes were committed, 1 or more
     */
    void wake(int more) {
        if (!closed && changes.getAndAdd(more) == 0) {
            loop.execute(this::pass);
        }
    }

    private void pass() {
        long began = System.nanoTime();
        if (restedAt - began > 0) {
            loop.schedule(this::pass, restedAt - began, TimeUnit.NANOSECONDS);
            return;
        }
        int joined = changes.getAndSet(0);
        walk(FeedSession::pump);
        long ended = System.nanoTime();
        restedAt = ended + Math.min(Math.min(joined - 1, MOST_RESTS) * (ended - began), LONGEST_REST_NANOS);
    }

    void each(Consumer<FeedSession> work) {
        if (!closed) {
            loop.execute(() -> walk(work));
        }
    }

    private void walk(Consumer<FeedSession> work) {
        if (walk == null) {
            walk = sessions.toArray(FeedSession[]::new);
        }
        for (FeedSession session : walk) {
            work.accept(session);
        }
    }

    /** One frame for all sessions that stand at one place. */
    @Override
    public ByteBuf mark(long position) {
        Head head = feed.head();
        SpaceClock clock = feed.clock();
        if (!clock.isReal()) {
            return Frames.mark(position, head, clock); // It tells the time, so it cannot be shared.
        }
        if (!head.equals(marked) || marks.size() == KEPT_MARKS) {
            forgetMarks();
            marked = head;
        }
        return marks.computeIfAbsent(position, seq -> Frames.mark(seq, head, clock))
                .retainedDuplicate();
    }

    @Override
    public ByteBuf latest(Reader audience, long[] seen) {
        return latest.next(audience, seen);
    }

    /** Some values of a stream moved. Takes over the frame. */
    void moved(LatestFrames.Moved moved) {
        if (closed) {
            moved.frame().release();
            return;
        }
        loop.execute(() -> {
            latest.moved(moved);
            walk(FeedSession::pump);
        });
    }

    private void forgetMarks() {
        marks.values().forEach(ByteBuf::release);
        marks.clear();
    }

    /** Ends every session and gives the marks' memory back. */
    void close(int code, String why) {
        closed = true;
        loop.execute(() -> {
            walk(session -> session.close(code, why));
            forgetMarks();
            latest.close();
        });
    }

    @Override
    public void catchUp(FeedSession session, long position, int frameBytes) {
        feed.catchUp(session, position, frameBytes);
    }
}
