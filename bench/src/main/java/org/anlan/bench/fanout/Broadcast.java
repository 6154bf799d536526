package org.anlan.bench.fanout;

import org.anlan.bench.load.Tally;
import org.anlan.bench.process.Memory;

/** A system that brings a message to many clients. */
interface Broadcast extends AutoCloseable {

    String name();

    /** Connects so many clients and waits until each receives what is sent; seconds that took. */
    double connect(int clients) throws Exception;

    /** All clients go. */
    void leave() throws Exception;

    /** Those that read. */
    int clients();

    /** Of the server. */
    Memory memory();

    /** Begins a measurement of at most so many messages; nothing is under way. */
    Tally begin(int messages) throws Exception;

    /** Sends message {@code number}, counted from 1 in this measurement; may wait in a queue. */
    void send(int number, long dueNanos);

    /** Whether all that was sent has been acknowledged, if the system does so, and received by every client. */
    boolean isComplete() throws Exception;

    /** Proves what was sent against what was received, over all measurements, by count and hash; or throws. */
    Proof prove() throws Exception;

    /** What {@link #prove} found: the same messages, so many, sent, stored (if at all) and received by each client. */
    record Proof(long messages, long deliveries, double meanBytes) {}
}
