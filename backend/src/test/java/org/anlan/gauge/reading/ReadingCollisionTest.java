package org.anlan.gauge.reading;

import static org.anlan.gauge.reading.ReadingFixtures.QIMEN;
import static org.anlan.gauge.reading.ReadingFixtures.STATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.anlan.gauge.Datum;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.stream.Latest;
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
import tools.jackson.databind.JsonNode;

/** Two writers bring the same station, time and source at the same moment: what is told as accepted is what is stored. */
@ParameterizedClass
@EnumSource
class ReadingCollisionTest {

    @Parameter
    TestDatabase kind;

    TestDatabase.Opened database;
    TestServer server;
    ReadingStore store;
    Space space;
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);

    /** What the other writer stores between our look at the table and our write. */
    Queue<List<Reading>> rival = new ArrayDeque<>();

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
        Streams real = server.bean(Streams.class);
        Streams late = (Streams) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Streams.class}, (self, method, arguments) -> {
                    if (method.getName().equals("write") && !rival.isEmpty()) {
                        try (Connection connection = database.dataSource().getConnection()) {
                            store.insert(connection, Spaces.LIVE, rival.remove(), "other", Instant.now());
                        }
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException problem) {
                        throw problem.getCause();
                    }
                });
        return ReadingFixtures.readings(server, store, late);
    }

    private Reading reading(int minutesAgo, double stage) {
        return new Reading(
                QIMEN, now.minusSeconds(60L * minutesAgo), "telemetry", stage, null, Datum.FROZEN, List.of(), null);
    }

    private JsonNode row(int minutesAgo, double stage) {
        return ReadingFixtures.row(now.minusSeconds(60L * minutesAgo), "telemetry", stage);
    }

    private List<Double> stored() {
        return store.between(Spaces.LIVE, QIMEN, now.minusSeconds(3600), now).stream()
                .map(Reading::stageMetres)
                .toList();
    }

    @Test
    void the_second_is_told_of_a_conflict_a_repetition_and_what_of_it_is_new() {
        rival.add(List.of(reading(0, 64.5), reading(5, 64.4)));
        Receipt receipt = readings().accept(space, STATION, List.of(row(0, 63.0), row(5, 64.4), row(10, 64.3)));
        assertThat(receipt.accepted()).isEqualTo(1);
        assertThat(receipt.repeated()).isEqualTo(1);
        assertThat(receipt.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.row()).isEqualTo(1);
            assertThat(refused.problem().code()).isEqualTo("conflict");
        });
        assertThat(stored()).containsExactly(64.3, 64.4, 64.5);
    }

    @Test
    void a_value_that_was_refused_is_not_shown_as_the_newest() {
        rival.add(List.of(reading(0, 64.5)));
        Receipt receipt = readings().accept(space, STATION, List.of(row(0, 63.0), row(10, 64.3)));
        assertThat(receipt.accepted()).isEqualTo(1);
        assertThat(server.bean(Streams.class).latest(Spaces.LIVE, readings()))
                .extracting(Latest::values)
                .extracting(values -> values.get(0))
                .doesNotContain(63.0);
    }

    @Test
    void rivals_again_and_again_do_not_keep_it_from_an_answer() {
        IntStream.range(0, 5).forEach(attempt -> rival.add(List.of(reading(attempt, 64.5))));
        List<JsonNode> rows =
                IntStream.range(0, 6).mapToObj(minute -> row(minute, 64.0)).toList();
        Receipt receipt = readings().accept(space, STATION, rows);
        assertThat(receipt.refused()).extracting(Receipt.Refused::row).containsExactly(1, 2, 3, 4, 5);
        assertThat(receipt.accepted()).isEqualTo(1);
        assertThat(stored()).containsExactly(64.0, 64.5, 64.5, 64.5, 64.5, 64.5);
    }
}
