package org.anlan.picture.latest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.anlan.picture.Durability;
import org.anlan.picture.PictureException;
import org.anlan.picture.Spaces;
import org.anlan.picture.stream.Latest;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Writes of newest values when the database breaks at the worst moment. */
@ParameterizedClass
@EnumSource
class JoinedWritesTest {

    private static final Instant NOON = Instant.parse("2021-07-22T12:00:00Z");
    private static final String LOST = "08006";

    @Parameter
    TestDatabase kind;

    TestDatabase.Opened database;
    TestServer server;
    Spaces spaces;
    StreamType type;

    @BeforeEach
    void open() {
        database = kind.open();
        server = TestServer.on(database, List.of(Levels.class));
        spaces = server.bean(Spaces.class);
        type = server.bean(Streams.class).find("levels").orElseThrow();
    }

    @AfterEach
    void close() {
        server.close();
        database.close();
    }

    private static List<Latest> level(double value) {
        return List.of(new Latest("a", NOON, List.of(value)));
    }

    @Test
    void a_value_whose_commit_succeeded_unseen_is_shown_though_its_writer_was_told_to_send_again() {
        AtomicBoolean breaks = new AtomicBoolean();
        Durability durability = new Durability(database.dataSource()) {
            @Override
            public void flush(Connection connection) throws SQLException {
                if (breaks.getAndSet(false)) {
                    throw new SQLException("gone after the commit", LOST);
                }
                super.flush(connection);
            }
        };
        LatestStore store = new LatestStore(database.dataSource(), durability, "this");
        try (LatestStreams streams = new LatestStreams(store, spaces, () -> List.of(type))) {
            streams.write(Spaces.LIVE, type, level(1), connection -> {});
            breaks.set(true);
            List<Latest> unseen = List.of(new Latest("a", NOON.plusSeconds(60), List.of(2)));
            assertThatThrownBy(() -> streams.write(Spaces.LIVE, type, unseen, connection -> {}))
                    .isInstanceOf(PictureException.class);
            await().untilAsserted(
                            () -> assertThat(streams.latest(Spaces.LIVE, type)).isEqualTo(unseen));
        }
    }

    @Test
    void when_the_database_is_away_all_that_wait_are_told_by_one_attempt() throws InterruptedException {
        CountDownLatch allWait = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        var away = new DelegatingDataSource(database.dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                attempts.incrementAndGet();
                try {
                    allWait.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
                throw new SQLException("away", LOST);
            }
        };
        LatestStore store = new LatestStore(away, new Durability(database.dataSource()), "this");
        JoinedWrites writes = new JoinedWrites(Spaces.LIVE, store, new LatestBoard(), () -> {});
        List<Thread> writers = new ArrayList<>();
        AtomicInteger told = new AtomicInteger();
        IntStream.range(0, 30)
                .forEach(number -> writers.add(new Thread(() -> {
                    try {
                        writes.write(type, level(number), connection -> {});
                    } catch (SQLException problem) {
                        told.incrementAndGet();
                    }
                })));
        writers.forEach(Thread::start);
        await().untilAsserted(() -> assertThat(writers)
                .allSatisfy(thread -> assertThat(thread.getState()).isEqualTo(Thread.State.WAITING)));
        allWait.countDown();
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(told).hasValue(30);
        assertThat(attempts.get()).as("the first, and one for all that waited").isLessThanOrEqualTo(2);
    }

    @Test
    void one_write_that_is_to_blame_fails_alone() throws InterruptedException {
        CountDownLatch allWait = new CountDownLatch(1);
        LatestStore store = new LatestStore(database.dataSource(), new Durability(database.dataSource()), "this");
        LatestBoard board = new LatestBoard();
        JoinedWrites writes = new JoinedWrites(Spaces.LIVE, store, board, () -> {});
        Map<Integer, Streams.Series> series = Map.of(
                0,
                connection -> {
                    try {
                        allWait.await();
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    }
                },
                3,
                connection -> {
                    throw new SQLException("a row of this one", "22001");
                });
        AtomicInteger failed = new AtomicInteger();
        List<Thread> writers = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            int mine = number;
            writers.add(new Thread(() -> {
                try {
                    List<Latest> value = List.of(new Latest("k" + mine, NOON, List.of(mine)));
                    writes.write(type, value, series.getOrDefault(mine, connection -> {}));
                } catch (SQLException problem) {
                    failed.incrementAndGet();
                }
            }));
            writers.get(number).start();
            await().until(() -> writers.get(mine).getState() == Thread.State.WAITING);
        }
        allWait.countDown();
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(failed).hasValue(1);
        assertThat(board.list(type.name()))
                .extracting(Latest::key)
                .containsExactlyInAnyOrder("k0", "k1", "k2", "k4", "k5");
    }
}
