package org.anlan.picture.latest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.anlan.picture.Durability;
import org.anlan.picture.sql.Columns;
import org.anlan.picture.stream.Latest;
import org.anlan.picture.stream.Streams;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code latest}; one SQL text for H2GIS and PostGIS. */
final class LatestStore {

    /** A value as the table has it. */
    record Row(String stream, Latest value, Instant recorded) {}

    private static final String GIVEN = """
            SELECT CAST(? AS varchar) AS space, CAST(? AS varchar) AS stream, t.item,
                CAST(t.at AS timestamp with time zone) AS at, CURRENT_TIMESTAMP AS recorded,
                CAST(? AS varchar) AS writer, CAST(t.body AS document) AS body
            FROM UNNEST(CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY))
                AS t(item, at, body)
            """;

    private static final String INSERT =
            "INSERT INTO latest (space, stream, item, at, recorded, writer, body) " + GIVEN + " ON CONFLICT DO NOTHING";

    private static final String MERGE = "MERGE INTO latest l USING (" + GIVEN + ") s" + """

            ON l.space = s.space AND l.stream = s.stream AND l.item = s.item
            WHEN MATCHED AND (s.at > l.at OR s.at = l.at AND s.body <> l.body) THEN UPDATE SET at = s.at, recorded = s.recorded, writer = s.writer, body = s.body
            WHEN NOT MATCHED THEN INSERT (space, stream, item, at, recorded, writer, body)
                VALUES (s.space, s.stream, s.item, s.at, s.recorded, s.writer, s.body)
            """;

    private static final String COLUMNS =
            "SELECT stream, item, at, recorded, CAST(body AS varchar) AS body FROM latest WHERE space = ?";

    /**
     * A transaction that began ten seconds ago may still bring values. All by the database's clock, for those of the nodes
     * may differ; should it have been set back, what was written since is read.
     */
    private static final String NEWER = COLUMNS + " AND recorded >= LEAST(CAST(? AS timestamp with time zone),"
            + " CURRENT_TIMESTAMP) - INTERVAL '10' SECOND AND writer <> ?";

    private final DataSource dataSource;
    private final Durability durability;
    private final String node;
    private final JsonMapper json = JsonMapper.shared();

    LatestStore(DataSource dataSource, Durability durability, String node) {
        this.dataSource = dataSource;
        this.durability = durability;
        this.node = node;
    }

    List<Row> list(String space) throws SQLException {
        return rows(COLUMNS, space);
    }

    /** What other nodes wrote since, and shortly before. */
    List<Row> since(String space, Instant recorded) throws SQLException {
        return rows(NEWER, space, recorded.atOffset(ZoneOffset.UTC), node);
    }

    private List<Row> rows(String sql, Object... arguments) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < arguments.length; index++) {
                statement.setObject(index + 1, arguments[index]);
            }
            List<Row> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
            return found;
        }
    }

    private Row row(ResultSet row) throws SQLException {
        List<Object> values = json.readValue(row.getString("body"), new TypeReference<List<Object>>() {});
        return new Row(
                row.getString("stream"),
                new Latest(row.getString("item"), instant(row, "at"), values),
                instant(row, "recorded"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /**
     * All series and the newest values in one transaction.
     *
     * @param newest by stream and key
     * @param contended inserts new keys in a statement of their own, which waits for another node's same key where MERGE
     *     would fail; slower, for after a collision
     */
    void write(String space, Map<String, Map<String, Latest>> newest, List<Streams.Series> series, boolean contended)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                for (Streams.Series one : series) {
                    one.write(connection);
                }
                for (Map.Entry<String, Map<String, Latest>> stream : newest.entrySet()) {
                    merge(
                            connection,
                            space,
                            stream.getKey(),
                            List.copyOf(stream.getValue().values()),
                            contended);
                }
                connection.commit();
            } catch (SQLException | RuntimeException problem) {
                try {
                    connection.rollback();
                } catch (SQLException second) {
                    problem.addSuppressed(second);
                }
                throw problem;
            } finally {
                connection.setAutoCommit(true);
            }
            durability.flush(connection);
        }
    }

    private void merge(Connection connection, String space, String stream, List<Latest> values, boolean contended)
            throws SQLException {
        if (contended) {
            put(INSERT, connection, space, stream, values);
        }
        if (!values.isEmpty()) {
            put(MERGE, connection, space, stream, values);
        }
    }

    private void put(String sql, Connection connection, String space, String stream, List<Latest> values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, space);
            statement.setString(2, stream);
            statement.setString(3, node);
            statement.setArray(4, Columns.text(connection, values, Latest::key));
            statement.setArray(
                    5, Columns.text(connection, values, value -> value.at().toString()));
            statement.setArray(6, Columns.text(connection, values, value -> json.writeValueAsString(value.values())));
            statement.executeUpdate();
        }
    }
}
