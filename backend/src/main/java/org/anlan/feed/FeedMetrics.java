package org.anlan.feed;

import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** Counters of the feed since the server started. */
@Component
public class FeedMetrics {

    private final LongAdder sessions = new LongAdder();
    private final LongAdder frames = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder stalled = new LongAdder();
    private final LongAdder caughtUp = new LongAdder();

    void opened() {
        sessions.increment();
    }

    void closed() {
        sessions.decrement();
    }

    void sent(int size) {
        frames.increment();
        bytes.add(size);
    }

    void stalled() {
        stalled.increment();
    }

    void caughtUpOnce() {
        caughtUp.increment();
    }

    /** Viewers connected now. */
    public long sessions() {
        return sessions.sum();
    }

    /** Frames handed to the network. */
    public long frames() {
        return frames.sum();
    }

    public long bytes() {
        return bytes.sum();
    }

    /** Viewers cut off because they did not read for half a minute. */
    public long stalledSessions() {
        return stalled.sum();
    }

    /** Reads of the log for viewers that were too far behind. */
    public long logReads() {
        return caughtUp.sum();
    }
}
