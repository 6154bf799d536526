package org.anlan.team.track;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.anlan.picture.PictureException;

/** Table {@code track}; one SQL text for H2GIS and PostGIS. */
public final class TrackStore {

    private static final String INSERT = """
            INSERT INTO track (space, team, at, lon, lat, speed, heading, accuracy)
            SELECT CAST(? AS varchar), t.team, CAST(t.at AS timestamp with time zone), t.lon, t.lat, t.speed, t.heading,
                t.accuracy
            FROM UNNEST(CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY), CAST(? AS double precision ARRAY),
                CAST(? AS double precision ARRAY), CAST(? AS double precision ARRAY), CAST(? AS double precision ARRAY),
                CAST(? AS double precision ARRAY)) AS t(team, at, lon, lat, speed, heading, accuracy)
            WHERE NOT EXISTS (SELECT 1 FROM track r WHERE r.space = ? AND r.team = t.team
                AND r.at = CAST(t.at AS timestamp with time zone))
            """;

    private static final String COLUMNS = "SELECT team, at, lon, lat, speed, heading, accuracy FROM track r ";

    private static final String BETWEEN = COLUMNS + "WHERE space = ? AND team = ? AND at >= ? AND at <= ? ORDER BY at";

    private static final String NEWEST = COLUMNS + """
            WHERE space = ? AND at >= ? AND at <= ? AND NOT EXISTS (SELECT 1 FROM track n WHERE n.space = r.space
                AND n.team = r.team AND n.at <= ? AND n.at > r.at)
            """;

    private final DataSource dataSource;

    public TrackStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** How many were new. */
    int insert(Connection connection, String space, List<Position> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, space);
            insert.setArray(2, array(connection, "varchar", rows, Position::team));
            insert.setArray(
                    3, array(connection, "varchar", rows, row -> row.time().toString()));
            insert.setArray(4, array(connection, "float8", rows, Position::lon));
            insert.setArray(5, array(connection, "float8", rows, Position::lat));
            insert.setArray(6, array(connection, "float8", rows, Position::speedMetresPerSecond));
            insert.setArray(7, array(connection, "float8", rows, Position::headingDegrees));
            insert.setArray(8, array(connection, "float8", rows, Position::accuracyMetres));
            insert.setString(9, space);
            return insert.executeUpdate();
        }
    }

    /** Oldest first, both ends included. */
    List<Position> between(String space, String team, Instant from, Instant to) {
        return read(BETWEEN, space, team, utc(from), utc(to));
    }

    /** The newest of each team in a span of time. */
    List<Position> newest(String space, Instant from, Instant to) {
        return read(NEWEST, space, utc(from), utc(to), utc(to));
    }

    private List<Position> read(String sql, Object... arguments) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < arguments.length; index++) {
                statement.setObject(index + 1, arguments[index]);
            }
            List<Position> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Position(
                            row.getString("team"),
                            row.getDouble("lon"),
                            row.getDouble("lat"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getObject("speed", Double.class),
                            row.getObject("heading", Double.class),
                            row.getObject("accuracy", Double.class)));
                }
            }
            return found;
        } catch (SQLException problem) {
            throw PictureException.databaseAway();
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static java.sql.Array array(
            Connection connection, String type, List<Position> rows, Function<Position, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }
}
