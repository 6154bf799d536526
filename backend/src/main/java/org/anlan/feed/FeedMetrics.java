package org.anlan.feed;

import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** Counters of the feed since the server started. */
@Component
public class FeedMetrics {

    private final LongAdder sessions = new LongAdder();
    private final LongAdder frames = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder inFlight = new LongAdder();
    private final LongAdder stalled = new LongAdder();
    private final LongAdder silent = new LongAdder();
    private final LongAdder logReads = new LongAdder();

    void opened() {
        sessions.increment();
    }

    void closed() {
        sessions.decrement();
    }

    void sending(int size) {
        inFlight.add(size);
    }

    void sent(int size, boolean left) {
        inFlight.add(-size);
        if (left) {
            frames.increment();
            bytes.add(size);
        }
    }

    void stalled() {
        stalled.increment();
    }

    void silent() {
        silent.increment();
    }

    void logRead() {
        logReads.increment();
    }

    /** Viewers connected now. */
    public long sessions() {
        return sessions.sum();
    }

    /** Frames that left for the network. */
    public long frames() {
        return frames.sum();
    }

    /** Bytes that left for the network, without TLS and TCP. */
    public long bytes() {
        return bytes.sum();
    }

    /** Bytes that wait for viewers to read: at most one frame each. */
    public long bytesInFlight() {
        return inFlight.sum();
    }

    /** Viewers cut off because they did not read for half a minute. */
    public long stalledSessions() {
        return stalled.sum();
    }

    /** Viewers cut off because they answered no ping for half a minute. */
    public long silentSessions() {
        return silent.sum();
    }

    /** Reads of the log for viewers that stood before what is in memory. */
    public long logReads() {
        return logReads.sum();
    }
}
