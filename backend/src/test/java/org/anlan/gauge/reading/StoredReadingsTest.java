package org.anlan.gauge.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.anlan.gauge.Assessor;
import org.anlan.gauge.Datum;
import org.anlan.gauge.Gauge;
import org.anlan.gauge.Gauges;
import org.anlan.picture.Actor;
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
import org.springframework.beans.factory.ObjectProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Readings that lie in the table although this node has not shown them: their commit went unseen, or another's clock. */
@ParameterizedClass
@EnumSource
class StoredReadingsTest {

    private static final String QIMEN = "31003700";
    private static final Actor STATION = Actor.system("telemetry");

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
        return new Readings(store, server.bean(Assessor.class), new ObjectProvider<>() {
            @Override
            public Streams getObject() {
                return server.bean(Streams.class);
            }
        });
    }

    private void stored(Instant recorded, Instant at, String source, double stage) throws SQLException {
        Reading reading = new Reading(QIMEN, at, source, stage, null, Datum.FROZEN, List.of(), null);
        try (Connection connection = database.dataSource().getConnection()) {
            store.insert(connection, Spaces.LIVE, List.of(reading), "other", recorded);
        }
    }

    private Receipt send(Instant at, String source, double stage) {
        JsonNode row = JsonMapper.shared()
                .valueToTree(Map.of("gauge", QIMEN, "time", at.toString(), "stageMetres", stage, "source", source));
        return readings().accept(space, STATION, List.of(row));
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
}
