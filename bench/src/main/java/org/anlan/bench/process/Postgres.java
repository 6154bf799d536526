package org.anlan.bench.process;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The private PostgreSQL cluster of a run.
 *
 * @param url jdbc:postgresql://host:port/postgres
 */
public record Postgres(String url, String user, String password) {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Where {@code ./anlan bench} says it is. */
    public static Postgres ofEnvironment() {
        String url = System.getenv("BENCH_POSTGRES_URL");
        if (url == null) {
            throw new IllegalStateException("./anlan bench sets BENCH_POSTGRES_URL, _USER and _PASSWORD");
        }
        return new Postgres(url, System.getenv("BENCH_POSTGRES_USER"), System.getenv("BENCH_POSTGRES_PASSWORD"));
    }

    /** Refuses a cluster that acknowledges what is not on the disk. */
    public void assertDurable() throws SQLException {
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            String value = asked("show " + setting);
            if (!"on".equals(value)) {
                throw new IllegalStateException("PostgreSQL runs with " + setting + " = " + value + ", it must be on");
            }
        }
    }

    public String version() throws SQLException {
        return asked("show server_version");
    }

    private String asked(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** A fresh empty database; closing it drops it. */
    public Base create() throws SQLException {
        String name = "bench_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        run("CREATE DATABASE " + name);
        return new Base(this, name);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One database of the cluster. */
    public record Base(Postgres cluster, String name) implements AutoCloseable {

        public String url() {
            return cluster.url.substring(0, cluster.url.lastIndexOf('/') + 1) + name;
        }

        /** What tells a server of ours to use it. */
        public Map<String, String> environment() {
            return Map.of(
                    "ANLAN_DATABASE_URL", url(),
                    "ANLAN_DATABASE_USER", cluster.user,
                    "ANLAN_DATABASE_PASSWORD", cluster.password);
        }

        public Connection connect() throws SQLException {
            return DriverManager.getConnection(url(), cluster.user, cluster.password);
        }

        @Override
        public void close() throws SQLException {
            cluster.run("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }
}
