package org.anlan.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.anlan.gauge.reading.ReadingStore;
import org.anlan.picture.Answer;
import org.anlan.picture.PictureException;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.Call;
import org.anlan.testing.PictureNode;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** States that could not be judged or written when their readings came. */
@ParameterizedClass
@EnumSource
class AssessorTest {

    private static final String QIMEN = "31003700";
    private static final Path STATIONS = Path.of("../map-data/gauges/stations.csv");
    private static final Path CONVERSIONS = Path.of("../map-data/gauges/datum_conversions.csv");

    @Parameter
    TestDatabase kind;

    TestDatabase.Opened database;
    PictureNode node;
    Space space;
    Assessor assessor;

    /** The writer refuses what it is asked. */
    boolean busy;

    /** The series cannot be read. */
    boolean away;

    @BeforeEach
    void open() throws IOException {
        database = kind.open();
        node = new PictureNode(database, List.of(Gauges.TYPE), List.of(GaugeCommands.CREATE, Gauges.ASSESS));
        GaugeFile.read(STATIONS, CONVERSIONS)
                .rows()
                .forEach(row -> node.feature(
                        Gauges.TYPE,
                        node.ask(GaugeCommands.CREATE, GaugeCommands.LOADER, Call.create(row.place(), row.input()))));
        space = failing(Space.class, node.live());
        DataSource series = failing(DataSource.class, database.dataSource());
        Spaces spaces = (Spaces) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Spaces.class}, (self, method, arguments) -> {
                    return method.getName().equals("list") ? List.of(space) : Optional.of(space);
                });
        assessor = new Assessor(new ReadingStore(series), spaces);
        assessor.look();
    }

    @AfterEach
    void close() {
        assessor.close();
        node.close();
        database.close();
    }

    private <T> T failing(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (away && method.getName().equals("getConnection")) {
                        throw new SQLException("no route to host", "08001");
                    }
                    if (busy && method.getName().equals("submit")) {
                        return CompletableFuture.completedFuture(
                                Answer.refused(PictureException.busy().problem(), 0));
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException problem) {
                        throw problem.getCause();
                    }
                }));
    }

    private void reading(double stage) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO reading (space, gauge, at, source, stage_metres, datum, flags, actor, recorded)"
                                + " VALUES ('live', ?, ?, 'telemetry', ?, 'frozen', '', 'station', ?)")) {
            insert.setString(1, QIMEN);
            insert.setObject(2, Instant.now().minusSeconds(60).atOffset(ZoneOffset.UTC));
            insert.setDouble(3, stage);
            insert.setObject(4, Instant.now().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private Gauge.State state() {
        return space.picture().get(Gauges.TYPE, QIMEN).properties().state();
    }

    @Test
    void a_state_that_the_busy_writer_refused_is_written_as_soon_as_it_takes_it() throws SQLException {
        reading(64.5);
        busy = true;
        assessor.assess(space, List.of(QIMEN));
        assessor.look();
        assertThat(state()).isEqualTo(Gauge.State.MISSING);
        busy = false;
        assessor.look();
        assertThat(state()).isEqualTo(Gauge.State.ABOVE_WARNING);
    }

    @Test
    void a_reading_that_is_stored_is_not_called_lost_because_its_state_cannot_be_judged_now() throws SQLException {
        reading(64.5);
        away = true;
        assessor.assess(space, List.of("31006410", QIMEN));
        assessor.look();
        assertThat(state()).isEqualTo(Gauge.State.MISSING);
        away = false;
        assessor.look();
        assertThat(state()).isEqualTo(Gauge.State.ABOVE_WARNING);
    }

    @Test
    void a_missing_station_without_a_new_reading_is_asked_nothing() throws SQLException {
        assessor.look();
        reading(64.5);
        assessor.look();
        assertThat(state()).as("nobody told of the reading").isEqualTo(Gauge.State.MISSING);
    }
}
