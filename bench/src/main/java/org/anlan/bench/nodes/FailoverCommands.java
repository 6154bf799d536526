package org.anlan.bench.nodes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.anlan.bench.load.Callers;
import org.anlan.bench.process.Postgres;

/** Commands at a steady rate through two nodes in turns; what one did not answer is sent again to the other. */
final class FailoverCommands implements AutoCloseable {

    private static final int CALLERS = 32;
    private static final int FINISH_SECONDS = 30;

    /** What the log says. */
    record Proof(int commands, int lost, int doubled) {}

    private final Callers first;
    private final Callers second;
    private final int teams;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicLong slowestNanos = new AtomicLong();
    private volatile boolean firstGone;
    private volatile boolean done;
    private Thread pacer;

    FailoverCommands(int firstPort, int secondPort, String token, int teams) throws InterruptedException {
        this.first = new Callers(firstPort, token, CALLERS);
        this.second = new Callers(secondPort, token, CALLERS);
        this.teams = teams;
    }

    void start(double perSecond) {
        pacer = new Thread(() -> pace(perSecond), "commands");
        pacer.start();
    }

    private void pace(double perSecond) {
        long began = System.nanoTime();
        for (int number = 0; !done; number++) {
            long due = began + (long) (number * 1e9 / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
            }
            open.incrementAndGet();
            send(number, System.nanoTime(), !firstGone && number % 2 == 0 ? first : second);
        }
    }

    private void send(int number, long began, Callers through) {
        String task = "t" + number;
        through.post(
                "/api/live/teams/bench-" + number % teams + "/report-status",
                "{\"status\":\"working\",\"task\":\"" + task + "\"}",
                "bench-" + number,
                (status, body) -> answered(number, began, status, task));
    }

    private void answered(int number, long began, int status, String task) {
        if (status == 200) {
            acknowledged.add(task);
            slowestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
            open.decrementAndGet();
        } else {
            again.incrementAndGet();
            send(number, began, second);
        }
    }

    void firstIsGone() {
        firstGone = true;
    }

    /** Sends nothing new and waits for all answers. */
    void finish() throws InterruptedException {
        done = true;
        pacer.join();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FINISH_SECONDS);
        while (open.get() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(open + " commands have no answer");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    int sentAgain() {
        return again.get();
    }

    double slowestMillis() {
        return slowestNanos.get() / 1e6;
    }

    /** Compares what was acknowledged with the log. */
    Proof proved(Postgres.Base base, long since) throws Exception {
        Map<String, Integer> stored = new HashMap<>();
        String sql = "SELECT body -> 'properties' ->> 'task' FROM change"
                + " WHERE space = 'live' AND command = 'report-status' AND seq > ?";
        try (Connection connection = base.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, since);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    stored.merge(rows.getString(1), 1, Integer::sum);
                }
            }
        }
        int lost = (int)
                acknowledged.stream().filter(task -> !stored.containsKey(task)).count();
        int doubled = (int) stored.values().stream().filter(times -> times > 1).count();
        return new Proof(acknowledged.size(), lost, doubled);
    }

    @Override
    public void close() throws InterruptedException {
        done = true;
        first.close();
        second.close();
    }
}
