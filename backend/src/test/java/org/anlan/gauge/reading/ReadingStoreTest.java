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

    private void insert(List<Reading> rows) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            store.insert(connection, "live", rows, "admin", NOON);
        }
    }

    private List<Reading> stored() {
        return store.between("live", "31003700", LONG_AGO, NOON.plusSeconds(60));
    }

    @Test
    void a_reading_keeps_its_millisecond_however_old_it_is() throws SQLException {
        List<Reading> rows = List.of(reading(LONG_AGO, 65.5), reading(NOON, 66));
        insert(rows);
        assertThat(stored()).isEqualTo(rows);
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
}
