package org.anlan.bench.fanout;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.anlan.bench.load.Latencies;
import org.anlan.bench.load.Tally;

/** Sends at a steady rate, whether or not the system keeps up, and waits until everything has come in. */
final class Pace {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = 200_000;

    /**
     * What one measurement gave.
     *
     * @param perSecond messages per second that were asked for
     * @param deliveriesPerSecond messages × clients through the time from the first sending to the last receipt
     * @param fromSending from when it was due to be sent to the last client's receipt
     * @param fromAnswer from the acknowledgement to the last client's receipt
     */
    record Outcome(double perSecond, double deliveriesPerSecond, Latencies fromSending, Latencies fromAnswer) {}

    private Pace() {}

    static Outcome run(Broadcast system, double perSecond, Duration length) throws Exception {
        int messages = (int) Math.max(1, perSecond * length.toMillis() / 1000);
        Tally tally = system.begin(messages);
        long began = System.nanoTime();
        for (int sent = 0; sent < messages; ) {
            long due = (long) ((System.nanoTime() - began) / 1e9 * perSecond) + 1;
            while (sent < Math.min(due, messages)) {
                system.send(sent + 1, began + (long) (sent * 1e9 / perSecond));
                sent++;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        await(system);
        if (tally.lost(system.clients()) > 0) {
            throw new IllegalStateException(system.name() + " lost or doubled " + tally.lost(system.clients()));
        }
        double rate = (double) messages * system.clients() / tally.seconds();
        return new Outcome(perSecond, rate, tally.fromSending(), tally.fromAnswer());
    }

    private static void await(Broadcast system) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!system.isComplete()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(system.name() + " has not delivered everything after " + LONGEST);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
