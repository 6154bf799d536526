package org.anlan.bench.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** The plain way: each caller has a connection and commits one row at a time. */
final class RawCommits {

    /** Opens connections. */
    @FunctionalInterface
    interface Source {
        Connection connect() throws SQLException;
    }

    private static final int BODY_BYTES = 500;
    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS raw_change (id bigint PRIMARY KEY, at timestamp with time zone, body varchar)";
    private static final String INSERT = "INSERT INTO raw_change (id, at, body) VALUES (?, CURRENT_TIMESTAMP, ?)";

    private RawCommits() {}

    /** @param afterCommit SQL that makes the commit durable, or null when it is */
    static Throughput run(Source source, int callers, Duration length, String afterCommit) throws Exception {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS raw_change");
            statement.execute(TABLE);
        }
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Callable<List<Long>>> work = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                long from = caller * 1_000_000_000L;
                work.add(() -> caller(source, from, length, afterCommit));
            }
            List<Long> nanos = new ArrayList<>();
            for (Future<List<Long>> done : threads.invokeAll(work)) {
                nanos.addAll(done.get());
            }
            return Throughput.of(nanos.stream().mapToLong(Long::longValue).toArray(), length);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Long> caller(Source source, long from, Duration length, String afterCommit)
            throws SQLException {
        List<Long> nanos = new ArrayList<>();
        String body = "x".repeat(BODY_BYTES);
        try (Connection connection = source.connect();
                PreparedStatement insert = connection.prepareStatement(INSERT);
                Statement after = connection.createStatement()) {
            long end = System.nanoTime() + length.toNanos();
            for (long id : (Iterable<Long>) LongStream.iterate(from, next -> next + 1)::iterator) {
                long began = System.nanoTime();
                if (began > end) {
                    break;
                }
                insert.setLong(1, id);
                insert.setString(2, body);
                insert.executeUpdate();
                if (afterCommit != null) {
                    after.execute(afterCommit);
                }
                nanos.add(System.nanoTime() - began);
            }
        }
        return nanos;
    }
}
