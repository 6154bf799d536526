package org.anlan.gauge.reading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.anlan.gauge.Datum;
import org.anlan.gauge.Gauge.Flag;
import org.anlan.picture.PictureException;
import org.anlan.picture.sql.Columns;
import org.anlan.picture.stream.CollisionException;

/** Table {@code reading}; one SQL text for H2GIS and PostGIS. */
public final class ReadingStore {

    private static final String COLUMNS =
            "SELECT gauge, at, source, stage_metres, flow, datum, flags, note, recorded FROM reading ";

    private static final String BETWEEN =
            COLUMNS + "WHERE space = ? AND gauge = ? AND at >= ? AND at <= ? ORDER BY at, recorded, source";

    /** The order begins with the key's columns, for else H2 sorts all that the station ever said. */
    private static final String BEFORE = COLUMNS + """
            WHERE space = ? AND gauge = ? AND at < ? AND stage_metres IS NOT NULL
            ORDER BY space DESC, gauge DESC, at DESC, recorded DESC, source DESC FETCH FIRST ? ROWS ONLY
            """;

    private static final String AFTER = COLUMNS + """
            WHERE space = ? AND gauge = ? AND at > ? AND stage_metres IS NOT NULL
            ORDER BY space, gauge, at, recorded, source FETCH FIRST ? ROWS ONLY
            """;

    private static final String RANGES =
            "SELECT gauge, MIN(stage_metres) AS low, MAX(stage_metres) AS high FROM reading WHERE space = ? "
                    + "AND gauge = ANY(?) AND at >= ? AND at <= ? AND stage_metres IS NOT NULL GROUP BY gauge";

    private static final String INSERT = """
            INSERT INTO reading (space, gauge, at, source, stage_metres, flow, datum, flags, note, actor, recorded)
            SELECT CAST(? AS varchar), t.gauge, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00'
                + t.millis * INTERVAL '0.001' SECOND, t.source, t.stage, t.flow, t.datum,
                t.flags, t.note, CAST(? AS varchar), CAST(? AS timestamp with time zone)
            FROM UNNEST(CAST(? AS varchar ARRAY), CAST(? AS bigint ARRAY), CAST(? AS varchar ARRAY),
                CAST(? AS double precision ARRAY), CAST(? AS double precision ARRAY), CAST(? AS varchar ARRAY),
                CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY))
                AS t(gauge, millis, source, stage, flow, datum, flags, note)
            """;

    private static final String FLAG =
            "UPDATE reading SET flags = ? WHERE space = ? AND gauge = ? AND at = ? AND source = ?";

    private static final String PHOTOS =
            "SELECT at, photo FROM reading WHERE space = ? AND gauge = ? AND source = 'manual' AND at >= ? AND at <= ? AND photo IS NOT NULL";

    private static final String TYPED_BY =
            "SELECT actor FROM reading WHERE space = ? AND gauge = ? AND source = 'manual' AND at = ?";

    private static final String SET_PHOTO =
            "UPDATE reading SET photo = ? WHERE space = ? AND gauge = ? AND source = 'manual' AND at = ?";

    private final DataSource dataSource;

    public ReadingStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Oldest first, both ends included. */
    public List<Reading> between(String space, String gauge, Instant from, Instant to) {
        return read(BETWEEN, space, gauge, utc(from), utc(to));
    }

    /** The last readings with a stage before a time, oldest first. */
    public List<Reading> before(String space, String gauge, Instant time, int count) {
        List<Reading> found = new ArrayList<>(read(BEFORE, space, gauge, utc(time), count));
        java.util.Collections.reverse(found);
        return found;
    }

    /** The next readings with a stage after a time, oldest first. */
    public List<Reading> after(String space, String gauge, Instant time, int count) {
        return read(AFTER, space, gauge, utc(time), count);
    }

    /**
     * The newest reading with a stage of each of these stations, none after a time: one look into the primary key per
     * station, where a comparison of all readings with each other grows with their square.
     */
    List<Reading> newest(String space, Collection<String> gauges, Instant time) {
        List<Reading> found = new ArrayList<>();
        Instant beyond = time.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(BEFORE)) {
            for (String gauge : gauges) {
                ask(statement, row -> found.add(reading(row)), space, gauge, utc(beyond), 1);
            }
        } catch (SQLException problem) {
            throw PictureException.of(problem);
        }
        return found;
    }

    /** The lowest and highest stage of each of these stations, both ends included; none where there is no stage. */
    Map<String, double[]> ranges(String space, Collection<String> gauges, Instant from, Instant to) {
        Map<String, double[]> found = new HashMap<>();
        query(
                RANGES,
                row -> found.put(row.getString("gauge"), new double[] {row.getDouble("low"), row.getDouble("high")}),
                space,
                gauges.toArray(String[]::new),
                utc(from),
                utc(to));
        return found;
    }

    /**
     * Looks for no row beforehand, for that costs as much as the row.
     *
     * @throws CollisionException when one is there already
     */
    void insert(Connection connection, String space, Collection<Reading> rows, String actor, Instant recorded)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, space);
            insert.setString(2, actor);
            insert.setObject(3, utc(recorded));
            insert.setArray(4, Columns.text(connection, rows, Reading::gauge));
            insert.setArray(5, Columns.bigint(connection, rows, row -> row.at().toEpochMilli()));
            insert.setArray(6, Columns.text(connection, rows, Reading::source));
            insert.setArray(7, Columns.real(connection, rows, Reading::stageMetres));
            insert.setArray(8, Columns.real(connection, rows, Reading::flow));
            insert.setArray(9, Columns.text(connection, rows, row -> row.datum().word()));
            insert.setArray(10, Columns.text(connection, rows, row -> words(row.flags())));
            insert.setArray(11, Columns.text(connection, rows, Reading::note));
            insert.executeUpdate();
        } catch (SQLException problem) {
            if ("23505".equals(problem.getSQLState())) {
                throw new CollisionException(problem);
            }
            throw problem;
        }
    }

    void flag(Connection connection, String space, List<Reading> rows) throws SQLException {
        try (PreparedStatement flag = connection.prepareStatement(FLAG)) {
            for (Reading row : rows) {
                flag.setString(1, words(row.flags()));
                flag.setString(2, space);
                flag.setString(3, row.gauge());
                flag.setObject(4, utc(row.at()));
                flag.setString(5, row.source());
                flag.addBatch();
            }
            flag.executeBatch();
        }
    }

    /** Hashes of the photos of manual readings by their time, both ends included. */
    Map<Instant, String> photos(String space, String gauge, Instant from, Instant to) {
        Map<Instant, String> found = new HashMap<>();
        query(
                PHOTOS,
                row -> found.put(row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("photo")),
                space,
                gauge,
                utc(from),
                utc(to));
        return found;
    }

    /** The id of who typed this reading; empty when there is none. */
    Optional<String> typedBy(String space, String gauge, Instant at) {
        List<String> found = new ArrayList<>();
        query(TYPED_BY, row -> found.add(row.getString("actor")), space, gauge, utc(at));
        return found.stream().findFirst();
    }

    void setPhoto(String space, String gauge, Instant at, String hash) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(SET_PHOTO)) {
            update.setString(1, hash);
            update.setString(2, space);
            update.setString(3, gauge);
            update.setObject(4, utc(at));
            update.executeUpdate();
        } catch (SQLException problem) {
            throw PictureException.of(problem);
        }
    }

    private List<Reading> read(String sql, Object... arguments) {
        List<Reading> found = new ArrayList<>();
        query(sql, row -> found.add(reading(row)), arguments);
        return found;
    }

    private interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    private void query(String sql, RowTaker each, Object... arguments) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            ask(statement, each, arguments);
        } catch (SQLException problem) {
            throw PictureException.of(problem);
        }
    }

    private static void ask(PreparedStatement statement, RowTaker each, Object... arguments) throws SQLException {
        for (int index = 0; index < arguments.length; index++) {
            statement.setObject(index + 1, arguments[index]);
        }
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                each.take(rows);
            }
        }
    }

    private static Reading reading(ResultSet row) throws SQLException {
        return new Reading(
                row.getString("gauge"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("source"),
                row.getObject("stage_metres", Double.class),
                row.getObject("flow", Double.class),
                Datum.of(row.getString("datum")),
                flags(row.getString("flags")),
                row.getString("note"),
                row.getObject("recorded", OffsetDateTime.class).toInstant());
    }

    private static String words(List<Flag> flags) {
        return flags.isEmpty()
                ? ""
                : String.join(" ", flags.stream().map(Flag::word).toList());
    }

    private static List<Flag> flags(String words) {
        return words.isBlank()
                ? List.of()
                : Arrays.stream(words.split(" "))
                        .map(word -> Flag.valueOf(word.toUpperCase(Locale.ROOT)))
                        .toList();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
