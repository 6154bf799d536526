package org.anlan.picture;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Makes committed work survive a power cut. PostgreSQL does so by itself at commit; H2 with {@code WRITE_DELAY=0} hands
 * the commit to the operating system but calls fsync only on {@code CHECKPOINT SYNC}.
 */
@Component
public class Durability {

    private final DataSource dataSource;
    private final boolean checkpoint;

    /** @throws IllegalStateException when the database cannot be reached */
    public Durability(DataSource dataSource) {
        this.dataSource = dataSource;
        try (Connection connection = dataSource.getConnection()) {
            this.checkpoint = "H2".equals(connection.getMetaData().getDatabaseProductName());
        } catch (SQLException problem) {
            throw new IllegalStateException("the database cannot be reached: " + problem.getMessage(), problem);
        }
    }

    /** After a commit on this connection: returns when the commit is on the disk. */
    public void flush(Connection connection) throws SQLException {
        if (checkpoint) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            }
        }
    }

    /** After a commit on any connection. */
    public void flush() {
        if (!checkpoint) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            flush(connection);
        } catch (SQLException problem) {
            throw new IllegalStateException("the database could not be synchronised to the disk", problem);
        }
    }
}
