package org.anlan.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The two databases every storage test runs on; each {@link #open()} is a fresh one. A missing PostgreSQL fails. */
public enum TestDatabase {
    H2GIS {
        @Override
        public Opened create() {
            return embedded("");
        }
    },

    POSTGIS {
        @Override
        public Opened create() {
            String server = required("ANLAN_TEST_POSTGRES_URL");
            String user = required("ANLAN_TEST_POSTGRES_USER");
            String password = required("ANLAN_TEST_POSTGRES_PASSWORD");
            String name = "anlan_" + UUID.randomUUID().toString().replace("-", "");
            run(server, user, password, "CREATE DATABASE " + name);
            String url = server.substring(0, server.lastIndexOf('/') + 1) + name;
            return new Opened(
                    this,
                    url,
                    user,
                    password,
                    () -> run(server, user, password, "DROP DATABASE " + name + " WITH (FORCE)"));
        }
    };

    /** The URL of a file database as the server itself uses it. */
    public static String h2Url(String file) {
        return "jdbc:h2:file:" + file
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    /** An empty database without tables, for tests that start the whole server on it. */
    public abstract Opened create();

    /** @param scheme of the file system of H2 that the file lies in, with a colon, or nothing */
    static Opened embedded(String scheme) {
        try {
            Path directory = Files.createTempDirectory("anlan-h2-");
            return new Opened(H2GIS, h2Url(scheme + directory.resolve("anlan")), "sa", "", () -> delete(directory));
        } catch (IOException problem) {
            throw new IllegalStateException("no temporary directory", problem);
        }
    }

    /** An embedded database from a copy that the server wrote. */
    public static Opened restored(Path zip) {
        try {
            Path directory = Files.createTempDirectory("anlan-h2-");
            try (FileSystem copy = FileSystems.newFileSystem(zip)) {
                Files.copy(copy.getPath("anlan.mv.db"), directory.resolve("anlan.mv.db"));
            }
            return new Opened(H2GIS, h2Url(directory.resolve("anlan").toString()), "sa", "", () -> delete(directory));
        } catch (IOException problem) {
            throw new IllegalStateException("no database in " + zip, problem);
        }
    }

    /** A database with all tables. */
    public Opened open() {
        Opened opened = create();
        Flyway.configure()
                .dataSource(opened.dataSource())
                .locations(locations().toArray(String[]::new))
                .load()
                .migrate();
        return opened;
    }

    public List<String> locations() {
        return List.of("classpath:db/common", this == H2GIS ? "classpath:db/h2" : "classpath:db/postgresql");
    }

    /** A database of one test; closing it removes it. */
    public static final class Opened implements AutoCloseable {
        private final TestDatabase kind;
        private final String url;
        private final String user;
        private final String password;
        private final Runnable remove;
        private HikariDataSource pool;

        private Opened(TestDatabase kind, String url, String user, String password, Runnable remove) {
            this.kind = kind;
            this.url = url;
            this.user = user;
            this.password = password;
            this.remove = remove;
        }

        public synchronized DataSource dataSource() {
            if (pool == null) {
                HikariConfig config = new HikariConfig();
                config.setJdbcUrl(url);
                config.setUsername(user);
                config.setPassword(password);
                config.setMaximumPoolSize(8);
                config.setMinimumIdle(0);
                pool = new HikariDataSource(config);
            }
            return pool;
        }

        public TestDatabase kind() {
            return kind;
        }

        public String url() {
            return url;
        }

        public String user() {
            return user;
        }

        public String password() {
            return password;
        }

        @Override
        public synchronized void close() {
            if (pool != null) {
                pool.close();
            }
            remove.run();
        }
    }

    private static String required(String variable) {
        String value = System.getenv(variable);
        if (value == null) {
            throw new IllegalStateException(variable + " is not set: the storage tests need a PostgreSQL with PostGIS;"
                    + " run them through ./anlan test, which starts a private one");
        }
        return value;
    }

    private static void run(String url, String user, String password, String sql) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException problem) {
            throw new IllegalStateException("PostgreSQL at " + url + " refused: " + sql, problem);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException problem) {
            throw new IllegalStateException("cannot remove " + directory, problem);
        }
    }
}
