package org.anlan.bench.fanout;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.anlan.bench.load.Counting;
import org.anlan.bench.load.Payload;
import org.anlan.bench.load.Tally;
import org.anlan.bench.load.Viewer;
import org.anlan.bench.load.Viewers;

/** What the two baselines share: messages that are only numbered text, sent by one more connection. */
abstract class PayloadBroadcast<V extends Viewer & Counting> implements Broadcast {

    private static final int AT_ONCE = 100;
    private static final int PROBE_MILLIS = 50;

    private final int bytes;
    private final AtomicLong hashes = new AtomicLong();
    private long sent;
    private long sentNow;
    private Viewers<V> viewers;
    private Tally tally;

    /** @param bytes of a message */
    PayloadBroadcast(int bytes) {
        this.bytes = bytes;
    }

    abstract int port();

    abstract V viewer();

    /** Publishes; must keep the order. */
    abstract void publish(byte[] payload);

    @Override
    public double connect(int clients) throws Exception {
        long began = System.nanoTime();
        viewers = new Viewers<>(port());
        viewers.open(clients, AT_ONCE, this::viewer);
        while (viewers.ready() < clients) {
            publish(Payload.of(Payload.PROBE, bytes));
            TimeUnit.MILLISECONDS.sleep(PROBE_MILLIS);
            viewers.await(() -> true, name());
        }
        return (System.nanoTime() - began) / 1e9;
    }

    @Override
    public void leave() throws Exception {
        viewers.close();
    }

    @Override
    public int clients() {
        return viewers.all().size();
    }

    @Override
    public Tally begin(int messages) throws Exception {
        tally = new Tally(0, messages);
        sentNow = 0;
        viewers.count(tally);
        return tally;
    }

    @Override
    public void send(int number, long dueNanos) {
        byte[] payload = Payload.of(number, bytes);
        tally.sent(number, dueNanos, dueNanos);
        hashes.addAndGet(Payload.hash(payload));
        sentNow++;
        sent++;
        publish(payload);
    }

    @Override
    public boolean isComplete() {
        if (viewers.gone() > 0) {
            throw new IllegalStateException(name() + " lost connections: " + viewers);
        }
        return tally.received() == sentNow * clients();
    }

    @Override
    public Proof prove() throws Exception {
        long same = viewers.onLoop(() -> viewers.all().stream()
                .map(Counting::counted)
                .filter(counted -> counted.count() == sent && counted.sum() == hashes.get())
                .count());
        if (same != clients()) {
            throw new IllegalStateException(name() + ": only " + same + " clients received what was sent");
        }
        return new Proof(sent, sent * clients(), bytes);
    }

    @Override
    public void close() throws Exception {
        if (viewers != null) {
            viewers.close();
        }
    }
}
