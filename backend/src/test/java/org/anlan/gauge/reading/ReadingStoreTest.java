package org.anlan.gauge.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.anlan.gauge.Datum;
import org.anlan.picture.stream.CollisionException;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ReadingStoreTest {

    private static final Instant NOON = Instant.parse("2021-07-22T04:00:00.123Z");
    private static final Instant LONG_AGO = Instant.parse("1954-08-12T00:00:00.999Z");

    @Parameter
    TestDatabase kind;

    TestDatabase.Opened database;
    ReadingStore store;

    @BeforeEach
    void open() {
        database = kind.open();
        store = new ReadingStore(database.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Reading reading(Instant at, double stage) {
        return new Reading("31003700", at, "telemetry", stage, null, Datum.FROZEN, List.of(), null);
    }

    private static Reading of(String source, Instant at, Double stage, Double flow) {
        return new Reading("31003700", at, source, stage, flow, Datum.FROZEN, List.of(), null);
    }

    private void insert(List<Reading> rows) throws SQLException {
        insert(NOON, rows);
    }

    private void insert(Instant recorded, List<Reading> rows) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            store.insert(connection, "live", rows, "admin", recorded);
        }
    }

    private List<Reading> stored() {
        return store.between("live", "31003700", LONG_AGO, NOON.plusSeconds(60));
    }

    @Test
    void a_reading_keeps_its_millisecond_however_old_it_is() throws SQLException {
        List<Reading> rows = List.of(reading(LONG_AGO, 65.5), reading(NOON, 66));
        insert(rows);
        assertThat(stored())
                .usingRecursiveComparison()
                .ignoringFields("recorded")
                .isEqualTo(rows);
        assertThat(stored()).extracting(Reading::recorded).containsOnly(NOON);
    }

    @Test
    void rows_that_another_writer_brought_meanwhile_refuse_the_batch() throws SQLException {
        insert(List.of(reading(NOON.plusSeconds(1), 66)));
        List<Reading> batch = IntStream.range(0, 3)
                .mapToObj(second -> reading(NOON.plusSeconds(second), 67))
                .toList();
        assertThatThrownBy(() -> insert(batch)).isInstanceOf(CollisionException.class);
        assertThat(stored()).extracting(Reading::stageMetres).containsExactly(66.0);
    }

    /** By their names "correction" comes before "manual". */
    @Test
    void of_one_time_the_reading_recorded_last_is_the_last() throws SQLException {
        insert(NOON, List.of(of("manual", NOON, 64.9, null), of("manual", NOON.minusSeconds(60), 64.8, null)));
        insert(NOON.plusSeconds(5), List.of(of("correction", NOON, 63.9, null)));
        Instant after = NOON.plusSeconds(60);
        assertThat(stored()).extracting(Reading::stageMetres).containsExactly(64.8, 64.9, 63.9);
        assertThat(store.before("live", "31003700", after, 2))
                .extracting(Reading::stageMetres)
                .containsExactly(64.9, 63.9);
        assertThat(store.after("live", "31003700", NOON.minusSeconds(30), 2))
                .extracting(Reading::stageMetres)
                .containsExactly(64.9, 63.9);
        assertThat(newest(after)).containsExactly(63.9);
        assertThat(newest(NOON.minusSeconds(1))).containsExactly(64.8);
    }

    @Test
    void of_those_recorded_at_once_the_source_decides() throws SQLException {
        insert(List.of(of("telemetry", NOON, 64.2, null), of("manual", NOON, 64.1, null)));
        assertThat(stored()).extracting(Reading::source).containsExactly("manual", "telemetry");
        assertThat(newest(NOON)).containsExactly(64.2);
    }

    @Test
    void a_flow_alone_hides_no_stage_of_the_past() throws SQLException {
        insert(List.of(
                of("telemetry", NOON.minusSeconds(60), 64.2, null),
                of("adcp", NOON.minusSeconds(30), null, 410.0),
                of("adcp", NOON.minusSeconds(60), null, 405.0)));
        assertThat(newest(NOON)).containsExactly(64.2);
    }

    private List<Double> newest(Instant time) {
        return store.newest("live", List.of("31003700", "nowhere"), time).stream()
                .map(Reading::stageMetres)
                .toList();
    }
}
