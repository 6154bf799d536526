package org.anlan.gauge.reading;

import static org.anlan.gauge.reading.ReadingFixtures.QIMEN;
import static org.anlan.gauge.reading.ReadingFixtures.STATION;
import static org.anlan.gauge.reading.ReadingFixtures.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.anlan.gauge.Datum;
import org.anlan.gauge.Gauge;
import org.anlan.gauge.Gauges;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.stream.Receipt;
import org.anlan.picture.stream.Streams;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Readings that lie in the table although this node has not shown them: their commit went unseen, or another's clock. */
@ParameterizedClass
@EnumSource
class StoredReadingsTest {

    private static final String LIUZHUANG = "31006410";
    private static final Set<Class<?>> COUNTED = Set.of(Connection.class, PreparedStatement.class, ResultSet.class);

    @Parameter
    TestDatabase kind;

    TestDatabase.Opened database;
    TestServer server;
    ReadingStore store;
    Space space;
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);

    @BeforeEach
    void open() {
        database = kind.open();
        server = TestServer.on(database);
        store = new ReadingStore(database.dataSource());
        space = server.bean(Spaces.class).get(Spaces.LIVE);
    }

    @AfterEach
    void close() {
        server.close();
        database.close();
    }

    private Readings readings() {
        return ReadingFixtures.readings(server, store, server.bean(Streams.class));
    }

    private void stored(Instant recorded, Instant at, String source, double stage) throws SQLException {
        Reading reading = new Reading(QIMEN, at, source, stage, null, Datum.FROZEN, List.of(), null);
        try (Connection connection = database.dataSource().getConnection()) {
            store.insert(connection, Spaces.LIVE, List.of(reading), "other", recorded);
        }
    }

    private Receipt send(Instant at, String source, double stage) {
        return readings().accept(space, STATION, List.of(row(at, source, stage)));
    }

    private Gauge.State state() {
        return space.picture().get(Gauges.TYPE, QIMEN).properties().state();
    }

    private List<Object> shown() {
        return server.bean(Streams.class).latest(Spaces.LIVE, readings()).stream()
                .map(value -> value.values().get(0))
                .toList();
    }

    @Test
    void a_correction_counts_although_the_clock_that_dated_the_first_value_was_ahead() throws SQLException {
        stored(Instant.now().plus(Duration.ofHours(1)), now, "manual", 64.9);
        assertThat(send(now, "correction", 63.9).accepted()).isEqualTo(1);
        assertThat(store.newest(Spaces.LIVE, List.of(QIMEN), now))
                .extracting(Reading::stageMetres)
                .containsExactly(63.9);
        assertThat(state()).isEqualTo(Gauge.State.NORMAL);
        assertThat(shown()).containsExactly(63.9);
    }

    /** The connection broke after the commit: the caller was told 503, and this node knows nothing of its readings. */
    @Test
    void a_reading_whose_commit_went_unseen_is_shown_and_followed_when_it_is_sent_again() throws SQLException {
        stored(now, now, "telemetry", 64.9);
        assertThat(send(now, "telemetry", 64.9)).isEqualTo(new Receipt(0, 1, List.of()));
        assertThat(shown()).containsExactly(64.9);
        assertThat(state()).isEqualTo(Gauge.State.ABOVE_WARNING);
        assertThat(store.between(Spaces.LIVE, QIMEN, now, now)).hasSize(1);
    }

    @Test
    void one_sent_again_beside_a_new_one_is_shown_when_it_is_the_newer() throws SQLException {
        stored(now, now, "telemetry", 64.9);
        Receipt receipt = readings()
                .accept(
                        space,
                        STATION,
                        List.of(row(now, "telemetry", 64.9), row(now.minusSeconds(600), "telemetry", 64.8)));
        assertThat(receipt).isEqualTo(new Receipt(1, 1, List.of()));
        assertThat(shown()).containsExactly(64.9);
    }

    @Test
    void what_was_corrected_and_is_sent_again_does_not_come_back() {
        send(now, "manual", 64.9);
        send(now, "correction", 63.9);
        assertThat(send(now, "manual", 64.9).repeated()).isEqualTo(1);
        assertThat(shown()).containsExactly(63.9);
        assertThat(state()).isEqualTo(Gauge.State.NORMAL);
    }

    @Test
    void an_older_one_sent_again_changes_nothing() {
        send(now.minusSeconds(600), "telemetry", 64.9);
        send(now, "telemetry", 63.9);
        long moves = server.bean(Streams.class).moves(Spaces.LIVE);
        assertThat(send(now.minusSeconds(600), "telemetry", 64.9).repeated()).isEqualTo(1);
        assertThat(server.bean(Streams.class).moves(Spaces.LIVE)).isEqualTo(moves);
        assertThat(shown()).containsExactly(63.9);
    }

    /** A logger's clock fell back: 2000-01-01 stands beside today, and years of readings lie between. */
    @Test
    void a_row_of_another_year_makes_nobody_read_the_years_between() throws SQLException {
        AtomicInteger read = new AtomicInteger();
        store = new ReadingStore(counting(database.dataSource(), read));
        List<Reading> years = Stream.of(QIMEN, LIUZHUANG)
                .flatMap(code -> IntStream.range(1, 2_000)
                        .mapToObj(hour -> new Reading(
                                code,
                                now.minus(Duration.ofHours(hour)),
                                "telemetry",
                                62 + Math.sin(hour / 20.0),
                                null,
                                Datum.FROZEN,
                                List.of(),
                                null)))
                .toList();
        try (Connection connection = database.dataSource().getConnection()) {
            store.insert(connection, Spaces.LIVE, years, "other", now);
        }
        Receipt receipt = readings()
                .accept(
                        space,
                        STATION,
                        List.of(
                                row(Instant.parse("2000-01-01T00:00:00Z"), "telemetry", 62),
                                row(now, "telemetry", 62.1)));
        assertThat(receipt.accepted()).isEqualTo(2);
        assertThat(read.get()).isPositive().isLessThan(400);
    }

    /** @param read grows by each row that is fetched */
    private static DataSource counting(DataSource real, AtomicInteger read) {
        return wrapped(DataSource.class, real, read);
    }

    private static <T> T wrapped(Class<T> type, Object real, AtomicInteger read) {
        return type.cast(Proxy.newProxyInstance(
                StoredReadingsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (method.getName().equals("next") && Boolean.TRUE.equals(result)) {
                            read.incrementAndGet();
                        }
                        return COUNTED.contains(method.getReturnType())
                                ? wrapped(method.getReturnType(), result, read)
                                : result;
                    } catch (InvocationTargetException problem) {
                        throw problem.getCause();
                    }
                }));
    }
}
