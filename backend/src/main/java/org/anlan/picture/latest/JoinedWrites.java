package org.anlan.picture.latest;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.anlan.picture.model.Fault;
import org.anlan.picture.stream.Latest;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams.Series;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writes of one space on this node, one transaction at a time: what comes meanwhile is joined to the next one and
 * shares its commit. So writers never wait for each other's rows, each holding a connection. Any thread.
 */
final class JoinedWrites {

    private static final Logger LOG = LoggerFactory.getLogger(JoinedWrites.class);
    private static final int TRIES = 10;
    private static final int MOST_JOINED = 100;

    private final String space;
    private final LatestStore store;
    private final LatestBoard board;
    private final Reading table;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Queue<Write> waiting = new ConcurrentLinkedQueue<>();
    /** A write failed that may be on the disk all the same. */
    private volatile boolean doubted;

    /** Takes everything that the table holds onto the board. */
    @FunctionalInterface
    interface Reading {
        void read() throws SQLException;
    }

    /** @param board told of what is on the disk, in the order in which it came there */
    JoinedWrites(String space, LatestStore store, LatestBoard board, Reading table) {
        this.space = space;
        this.store = store;
        this.board = board;
        this.table = table;
    }

    /** One caller's; its outcome belongs to whoever holds the turn. */
    private static final class Write {

        private final StreamType type;
        private final List<Latest> values;
        private final Series series;
        private boolean done;
        private Exception failure;

        Write(StreamType type, List<Latest> values, Series series) {
            this.type = type;
            this.values = values;
            this.series = series;
        }
    }

    /**
     * Returns when it is on the disk. Blocks.
     *
     * @throws SQLException when it could not be written; what was joined with it is not affected
     */
    void write(StreamType type, List<Latest> values, Series series) throws SQLException {
        Write mine = new Write(type, values, series);
        waiting.add(mine);
        turn.lock();
        try {
            while (!mine.done) {
                next();
            }
        } finally {
            turn.unlock();
        }
        if (mine.failure instanceof SQLException problem) {
            throw problem;
        }
        if (mine.failure instanceof RuntimeException problem) {
            throw problem;
        }
    }

    private void next() {
        List<Write> joined = new ArrayList<>();
        for (Write write = waiting.poll(); write != null; write = waiting.poll()) {
            joined.add(write);
            if (joined.size() == MOST_JOINED) {
                break;
            }
        }
        Exception failure = failure(joined);
        if (joined.size() > 1 && isOfRows(failure)) {
            joined.forEach(write -> end(write, failure(List.of(write))));
        } else {
            joined.forEach(write -> end(write, failure));
        }
    }

    /** Whether one of those joined is to blame. If it is the database, each alone would wait for it in turn. */
    private static boolean isOfRows(Exception failure) {
        return failure instanceof RuntimeException
                || failure instanceof SQLException problem
                        && String.valueOf(problem.getSQLState()).matches("(22|23|40).*|HYT00");
    }

    /** The watch asks this now and then: takes from the table what a write that seemed to fail may have left there. */
    void recall() throws SQLException {
        if (doubted && turn.tryLock()) {
            try {
                table.read();
                doubted = false;
            } finally {
                turn.unlock();
            }
        }
    }

    private void end(Write write, Exception failure) {
        write.failure = failure;
        write.done = true;
        if (failure == null) {
            board.move(write.type, write.values);
        }
    }

    /** Null when it is on the disk. */
    private Exception failure(List<Write> joined) {
        List<Series> series = joined.stream().map(write -> write.series).toList();
        Map<String, Map<String, Latest>> newest = newest(joined);
        for (int attempt = 1; ; attempt++) {
            try {
                store.write(space, newest, series, attempt > 1);
                return null;
            } catch (SQLException problem) {
                // Another writer brought the same rows: one by one they could collide anew at each try.
                boolean collided = String.valueOf(problem.getSQLState()).matches("23505|40001|40P01|HYT00");
                if (!collided || attempt == TRIES) {
                    doubted = true;
                    return problem;
                }
            } catch (RuntimeException problem) {
                if (joined.size() > 1) {
                    LOG.debug("space {}: {} writes go one by one: {}", space, joined.size(), Fault.brief(problem));
                }
                return problem;
            }
        }
    }

    /** By stream and key, in their order, so that two nodes never wait for each other in a circle. */
    private static Map<String, Map<String, Latest>> newest(List<Write> joined) {
        Map<String, Map<String, Latest>> newest = new TreeMap<>();
        for (Write write : joined) {
            Map<String, Latest> ofStream = newest.computeIfAbsent(write.type.name(), any -> new TreeMap<>());
            write.values.forEach(value ->
                    ofStream.merge(value.key(), value, (one, two) -> one.at().isAfter(two.at()) ? one : two));
        }
        return newest;
    }
}
