package org.anlan.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Takes a test's PostgreSQL database away from everybody and gives it back, without stopping the cluster. */
public record Outage(TestDatabase.Opened database) {

    /** Ends every connection and lets none in. */
    public void begin() {
        run(
                "ALTER DATABASE " + name() + " ALLOW_CONNECTIONS false",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name() + "'");
    }

    public void end() {
        run("ALTER DATABASE " + name() + " ALLOW_CONNECTIONS true");
    }

    private String name() {
        return database.url().substring(database.url().lastIndexOf('/') + 1);
    }

    private void run(String... statements) {
        String server = System.getenv("ANLAN_TEST_POSTGRES_URL");
        try (Connection connection = DriverManager.getConnection(server, database.user(), database.password());
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException problem) {
            throw new IllegalStateException("PostgreSQL at " + server + " refused", problem);
        }
    }
}
