package org.anlan.picture.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.anlan.picture.Durability;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.Spaces;

/** Which spaces there are, their clocks, and which node holds which lease. */
final class SpaceStore {

    /** A space as the database has it now. */
    record Row(String id, PictureStore.SpaceHead head, String title, String scenario) {}

    private final DataSource dataSource;
    private final Durability durability;
    private final PictureStore log;

    SpaceStore(DataSource dataSource, Durability durability, PictureStore log) {
        this.dataSource = dataSource;
        this.durability = durability;
        this.log = log;
    }

    List<Row> list() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Jdbc.query(connection, Sql.SPACES, SpaceStore::row);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"), PictureStore.SpaceHead.of(row), row.getString("title"), row.getString("scenario"));
    }

    void createLive(String title, String epoch, Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            OffsetDateTime at = Jdbc.utc(now);
            Jdbc.update(connection, Sql.NEW_SPACE, Spaces.LIVE, epoch, at, title, null, null, null, 1.0, at);
            durability.flush(connection);
        }
    }

    /**
     * The space's row and its first changes, together or not at all.
     *
     * @throws SQLException of state 23505 when there is one of this id
     */
    void create(Spaces.NewSpace space, String epoch, Batch first) throws SQLException {
        SpaceClock clock = space.clock();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Jdbc.update(
                        connection,
                        Sql.NEW_SPACE,
                        space.id(),
                        epoch,
                        Jdbc.utc(first.at()),
                        space.title(),
                        space.scenario(),
                        Jdbc.utc(clock.at()),
                        Jdbc.utc(clock.since()),
                        clock.rate(),
                        Jdbc.utc(first.recorded()));
                if (!log.write(connection, first, epoch)) {
                    throw new SQLException("the new space " + space.id() + " was moved by somebody else");
                }
                connection.commit();
            } catch (SQLException | RuntimeException problem) {
                Jdbc.rollBack(connection, problem);
                throw problem;
            } finally {
                connection.setAutoCommit(true);
            }
            durability.flush(connection);
        }
    }

    /** The row goes first, in the same transaction: who still writes to the space then finds no head to move. */
    void remove(String space) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            List<String> tables = Jdbc.query(connection, Sql.SPACE_TABLES, row -> row.getString(1));
            connection.setAutoCommit(false);
            try {
                Jdbc.update(connection, Sql.REMOVE_SPACE, space);
                for (String table : tables) {
                    Jdbc.update(connection, "DELETE FROM \"" + table + "\" WHERE space = ?", space);
                }
                connection.commit();
            } catch (SQLException | RuntimeException problem) {
                Jdbc.rollBack(connection, problem);
                throw problem;
            } finally {
                connection.setAutoCommit(true);
            }
            durability.flush(connection);
        }
    }

    boolean lease(String space, String name, String holder) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (Jdbc.update(connection, Sql.TAKE_LEASE, holder, space, name, holder) > 0) {
                return true;
            }
            if (!Jdbc.query(connection, Sql.LEASE_HOLDER, row -> row.getString(1), space, name)
                    .isEmpty()) {
                return false;
            }
            try {
                return Jdbc.update(connection, Sql.NEW_LEASE, holder, space, name) > 0;
            } catch (SQLException taken) {
                if (String.valueOf(taken.getSQLState()).startsWith("23")) {
                    return false;
                }
                throw taken;
            }
        }
    }

    void release(String space, String name, String holder) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Jdbc.update(connection, Sql.RELEASE_LEASE, space, name, holder);
        }
    }

    void releaseAll(String holder) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Jdbc.update(connection, Sql.RELEASE_LEASES, holder);
        }
    }
}
