package org.anlan.team.track;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.anlan.picture.PictureException;
import org.anlan.picture.sql.Columns;

/** Table {@code track}; one SQL text for H2GIS and PostGIS. */
public final class TrackStore {

    private static final String INSERT = """
            INSERT INTO track (space, team, at, lon, lat, speed, heading, accuracy)
            SELECT CAST(? AS varchar), t.team, CAST(t.at AS timestamp with time zone), t.lon, t.lat, t.speed, t.heading,
                t.accuracy
            FROM UNNEST(CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY), CAST(? AS double precision ARRAY),
                CAST(? AS double precision ARRAY), CAST(? AS double precision ARRAY), CAST(? AS double precision ARRAY),
                CAST(? AS double precision ARRAY)) AS t(team, at, lon, lat, speed, heading, accuracy)
            ON CONFLICT DO NOTHING
            """;

    private static final String COLUMNS = "SELECT team, at, lon, lat, speed, heading, accuracy FROM track ";

    private static final String SPAN = "WHERE space = ? AND team = ? AND at >= ? AND at <= ?";

    private static final String COUNT = "SELECT count(*) FROM track " + SPAN;

    private static final String BETWEEN = COLUMNS + SPAN + " ORDER BY at";

    /** One look into the primary key per team: a scan of half a day holds tens of millions of rows. */
    private static final String NEWEST = """
            SELECT r.team, r.at, r.lon, r.lat, r.speed, r.heading, r.accuracy
            FROM (SELECT t.team, (SELECT n.at FROM track n WHERE n.space = ? AND n.team = t.team AND n.at >= ? AND n.at <= ?
                    ORDER BY n.space DESC, n.team DESC, n.at DESC FETCH FIRST 1 ROW ONLY) AS newest
                FROM UNNEST(CAST(? AS varchar ARRAY)) AS t(team)) s
            JOIN track r ON r.space = ? AND r.team = s.team AND r.at = s.newest
            """;

    private static final String PURGE = "DELETE FROM track WHERE space = ? AND team = ? AND at < ?";

    private static final int ROWS_AT_ONCE = 2_000;

    private final DataSource dataSource;

    public TrackStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * How many were new.
     *
     * @param given in any order; they are written in the order of the key, so that two writers never wait for each
     *     other in a circle
     */
    int insert(Connection connection, String space, List<Position> given) throws SQLException {
        List<Position> rows = given.stream()
                .sorted(Comparator.comparing(Position::team).thenComparing(Position::time))
                .toList();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, space);
            insert.setArray(2, Columns.text(connection, rows, Position::team));
            insert.setArray(3, Columns.text(connection, rows, row -> row.time().toString()));
            insert.setArray(4, Columns.real(connection, rows, Position::lon));
            insert.setArray(5, Columns.real(connection, rows, Position::lat));
            insert.setArray(6, Columns.real(connection, rows, Position::speedMetresPerSecond));
            insert.setArray(7, Columns.real(connection, rows, Position::headingDegrees));
            insert.setArray(8, Columns.real(connection, rows, Position::accuracyMetres));
            return insert.executeUpdate();
        }
    }

    /**
     * A team's positions as they are read, oldest first, both ends included: a month at one a second does not fit into
     * the memory of a server that others use too.
     *
     * @param thinning told first how many there are, then each of them
     */
    void between(String space, String team, Instant from, Instant to, TrackThinning thinning) {
        ask(connection -> {
            connection.setAutoCommit(false); // else PostgreSQL's driver fetches all rows at once
            try {
                Object[] span = {space, team, utc(from), utc(to)};
                query(connection, COUNT, row -> thinning.expect(row.getInt(1)), span);
                query(connection, BETWEEN, row -> thinning.add(position(row)), span);
                connection.rollback();
            } finally {
                connection.setAutoCommit(true);
            }
            return null;
        });
    }

    /** The newest of each of these teams in a span of time. */
    List<Position> newest(String space, Collection<String> teams, Instant from, Instant to) {
        return ask(connection -> {
            List<Position> found = new ArrayList<>();
            java.sql.Array asked = Columns.text(connection, teams, team -> team);
            query(connection, NEWEST, row -> found.add(position(row)), space, utc(from), utc(to), asked, space);
            return found;
        });
    }

    /** Removes these teams' positions before a time and tells how many they were. */
    long purge(String space, Collection<String> teams, Instant end) {
        return ask(connection -> {
            long removed = 0;
            try (PreparedStatement purge = connection.prepareStatement(PURGE)) {
                for (String team : teams) {
                    purge.setString(1, space);
                    purge.setString(2, team);
                    purge.setObject(3, utc(end));
                    removed += purge.executeUpdate();
                }
            }
            return removed;
        });
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private <T> T ask(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        } catch (SQLException problem) {
            throw PictureException.of(problem);
        }
    }

    private static void query(Connection connection, String sql, RowReader reader, Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            for (int index = 0; index < arguments.length; index++) {
                statement.setObject(index + 1, arguments[index]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    private static Position position(ResultSet row) throws SQLException {
        return new Position(
                row.getString("team"),
                row.getDouble("lon"),
                row.getDouble("lat"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("speed", Double.class),
                row.getObject("heading", Double.class),
                row.getObject("accuracy", Double.class));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
