package org.anlan.bench.store;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.anlan.bench.load.Api;
import org.anlan.bench.load.Callers;
import org.anlan.bench.process.AnlanNode;

/** Callers that each send the next command when the last is answered, with an Idempotency-Key as our pages do. */
final class Commanding implements AutoCloseable {

    private static final int TEAMS = 600;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final AnlanNode node;
    private final Api api;
    private final String token;
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();

    Commanding(AnlanNode node) throws Exception {
        this.node = node;
        this.api = new Api(node.address(), AnlanNode.PASSWORD);
        api.makeTeams(TEAMS);
        this.token = api.token("duty-officer");
    }

    /** Commands that were answered as done, since the beginning. */
    int accepted() {
        return accepted.get();
    }

    /** So many callers for so long; the head of the log moves by as many as were accepted, at the least. */
    Throughput run(int callers, Duration length) throws Exception {
        long before = api.head();
        int acceptedBefore = accepted.get();
        List<Long> nanos = new ArrayList<>(); // touched on the callers' event loop, read when all have ended
        AtomicInteger running = new AtomicInteger(callers);
        try (Callers all = new Callers(node.port(), token, callers)) {
            long end = System.nanoTime() + length.toNanos();
            for (int caller = 0; caller < callers; caller++) {
                next(all, end, nanos, running);
            }
            while (running.get() > 0) {
                if (System.nanoTime() > end + PATIENCE_NANOS) {
                    throw new IllegalStateException(running + " callers have no answer, or a wrong one");
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
        long moved = api.head() - before;
        if (moved < accepted.get() - acceptedBefore) {
            throw new IllegalStateException("the log moved by " + moved + " only");
        }
        return Throughput.of(nanos.stream().mapToLong(Long::longValue).toArray(), length);
    }

    private void next(Callers all, long end, List<Long> nanos, AtomicInteger running) {
        int mine = number.incrementAndGet();
        long began = System.nanoTime();
        all.post(
                "/api/live/teams/bench-" + mine % TEAMS + "/report-status",
                "{\"status\":\"working\",\"task\":\"c" + mine + "\"}",
                "bench-" + mine,
                (status, body) -> {
                    check(status, body);
                    nanos.add(System.nanoTime() - began);
                    if (System.nanoTime() < end) {
                        next(all, end, nanos, running);
                    } else {
                        running.decrementAndGet();
                    }
                });
    }

    private void check(int status, ByteBuf body) {
        if (status != 200) {
            throw new IllegalStateException(status + " " + body.toString(StandardCharsets.UTF_8));
        }
        accepted.incrementAndGet();
    }

    @Override
    public void close() {
        node.close();
    }
}
