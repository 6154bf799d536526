package org.anlan.bench.strain;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.anlan.bench.load.Callers;
import org.anlan.bench.load.Latencies;
import org.anlan.bench.process.Postgres;

/**
 * Commands that come when they are due, whether or not earlier ones are answered, and callers that wait for each other.
 * Answers are noted on the callers' event loop, and read when all have come.
 */
final class OpenLoop implements AutoCloseable {

    private static final long PAUSE_NANOS = 200_000;
    private static final int FINISH_SECONDS = 60;

    /** What one load gave. {@code unsent}: every connection was busy when the command was due. */
    record Outcome(double acceptedPerSecond, Latencies accepted, Latencies refused, int unsent, double finishSeconds) {}

    private final Callers callers;
    private final int connections;
    private final int teams;
    private final Set<String> acknowledged = new HashSet<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private volatile String wrong;

    OpenLoop(int port, String token, int connections, int teams) throws InterruptedException {
        this.callers = new Callers(port, token, connections);
        this.connections = connections;
        this.teams = teams;
    }

    private static final class Noted {
        private final List<Long> accepted = new ArrayList<>();
        private final List<Long> refused = new ArrayList<>();
        private int inTime;
    }

    /** Durable commands a second of so many callers that each wait for their answer. */
    double capacity(int callersAtOnce, Duration length) throws InterruptedException {
        Noted noted = new Noted();
        long end = System.nanoTime() + length.toNanos();
        for (int caller = 0; caller < callersAtOnce; caller++) {
            again(noted, end);
        }
        finish();
        return noted.inTime * 1e9 / length.toNanos();
    }

    private void again(Noted noted, long end) {
        send(noted, System.nanoTime(), end, () -> {
            if (System.nanoTime() < end) {
                again(noted, end);
            }
        });
    }

    Outcome load(double perSecond, Duration length) throws InterruptedException {
        Noted noted = new Noted();
        long began = System.nanoTime();
        long end = began + length.toNanos();
        int unsent = 0;
        for (long sent = 0; System.nanoTime() < end; ) {
            long due = (long) ((System.nanoTime() - began) / 1e9 * perSecond);
            for (; sent < due; sent++) {
                if (open.get() < connections) {
                    send(noted, began + (long) (sent * 1e9 / perSecond), end, () -> {});
                } else {
                    unsent++;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        long stopped = System.nanoTime();
        finish();
        return new Outcome(
                noted.inTime * 1e9 / length.toNanos(),
                latencies(noted.accepted),
                latencies(noted.refused),
                unsent,
                (System.nanoTime() - stopped) / 1e9);
    }

    private static Latencies latencies(List<Long> nanos) {
        return Latencies.of(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    private void send(Noted noted, long due, long end, Runnable then) {
        int mine = number.incrementAndGet();
        String task = "s" + mine;
        open.incrementAndGet();
        callers.post(
                "/api/live/teams/bench-" + mine % teams + "/report-status",
                "{\"status\":\"working\",\"task\":\"" + task + "\"}",
                "strain-" + mine,
                (status, body) -> {
                    note(noted, status, body, task, due, end);
                    open.decrementAndGet();
                    then.run();
                });
    }

    private void note(Noted noted, int status, ByteBuf body, String task, long due, long end) {
        long now = System.nanoTime();
        if (status == 200) {
            acknowledged.add(task);
            noted.accepted.add(now - due);
            noted.inTime += now <= end ? 1 : 0;
        } else if ((status == 503 || status == 429)
                && body.toString(StandardCharsets.UTF_8).contains("\"retryAfterSeconds\"")) {
            noted.refused.add(now - due);
        } else {
            wrong = status + " " + body.toString(StandardCharsets.UTF_8);
        }
    }

    private void finish() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FINISH_SECONDS);
        while (open.get() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(open + " commands have no answer");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        if (wrong != null) {
            throw new IllegalStateException("neither done nor put off: " + wrong);
        }
    }

    /** How many were acknowledged. @throws IllegalStateException when one of them is not in the log exactly once */
    int proved(Postgres.Base base) throws Exception {
        Map<String, Integer> stored = new HashMap<>();
        String sql =
                "SELECT body -> 'properties' ->> 'task' FROM change WHERE space = 'live' AND command = 'report-status'";
        try (Connection connection = base.connect();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                stored.merge(rows.getString(1), 1, Integer::sum);
            }
        }
        long wrongly = acknowledged.stream()
                .filter(task -> stored.getOrDefault(task, 0) != 1)
                .count();
        if (wrongly > 0 || stored.size() != acknowledged.size()) {
            throw new IllegalStateException("acknowledged " + acknowledged.size() + ", stored " + stored.size() + ", "
                    + wrongly + " of them lost or doubled");
        }
        return acknowledged.size();
    }

    @Override
    public void close() throws InterruptedException {
        callers.close();
    }
}
