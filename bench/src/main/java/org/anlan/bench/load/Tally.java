package org.anlan.bench.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * When each message of one measurement was sent, acknowledged and received by the last client. Received on one thread;
 * to be evaluated when everything has come in.
 */
public final class Tally {

    private final long base;
    private final long[] sentAt;
    private final long[] acknowledgedAt;
    private final long[] lastAt;
    private final int[] counts;
    private final AtomicLong received = new AtomicLong();

    /**
     * @param base number before that of the first message
     * @param size how many numbers may come
     */
    public Tally(long base, int size) {
        this.base = base;
        this.sentAt = new long[size];
        this.acknowledgedAt = new long[size];
        this.lastAt = new long[size];
        this.counts = new int[size];
    }

    /** Any one thread for each number. Times as {@link System#nanoTime}. */
    public void sent(long number, long sentNanos, long acknowledgedNanos) {
        int index = index(number);
        sentAt[index] = sentNanos;
        acknowledgedAt[index] = acknowledgedNanos;
    }

    /** One client has the messages {@code from}…{@code to} now. */
    public void received(long from, long to, long nanos) {
        int first = index(from);
        int last = index(to);
        for (int index = first; index <= last; index++) {
            counts[index]++;
            lastAt[index] = nanos;
        }
        received.setRelease(received.getPlain() + last - first + 1);
    }

    private int index(long number) {
        long index = number - base - 1;
        if (index < 0 || index >= counts.length) {
            throw new IllegalStateException("message " + number + " is none of " + base + " + " + counts.length);
        }
        return (int) index;
    }

    /** Deliveries so far. */
    public long received() {
        return received.getAcquire();
    }

    /** From sending (when it was due) to the last client's receipt. */
    public Latencies fromSending() {
        return between(sentAt);
    }

    /** From the answer that says durable to the last client's receipt; often it has it before. */
    public Latencies fromAnswer() {
        return between(acknowledgedAt);
    }

    private Latencies between(long[] begin) {
        return Latencies.of(IntStream.range(0, sentAt.length)
                .filter(index -> sentAt[index] != 0)
                .mapToLong(index -> Math.max(0, lastAt[index] - begin[index]))
                .toArray());
    }

    /** Messages that were not received exactly once by each of so many clients. */
    public long lost(int clients) {
        return IntStream.range(0, sentAt.length)
                .filter(index -> sentAt[index] != 0 && counts[index] != clients)
                .count();
    }

    /** Seconds from the first sending to the last receipt. */
    public double seconds() {
        long first = IntStream.range(0, sentAt.length)
                .filter(index -> sentAt[index] != 0)
                .mapToLong(index -> sentAt[index])
                .min()
                .orElseThrow();
        long last = IntStream.range(0, sentAt.length)
                .filter(index -> sentAt[index] != 0)
                .mapToLong(index -> lastAt[index])
                .max()
                .orElseThrow();
        return (last - first) / 1e9;
    }
}
