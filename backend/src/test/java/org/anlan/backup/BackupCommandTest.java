package org.anlan.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.anlan.testing.CommandLine;
import org.anlan.testing.ServerProcess;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code ./anlan backup} and {@code restore} beside a server that was not started by {@code ./anlan run}. */
class BackupCommandTest {

    private static final String RUNNING = "Anlan is already running on";

    /** As an environment file has them whose lines were kept and emptied. */
    private static final Map<String, String> NOTHING =
            Map.of("ANLAN_BIND", "", "ANLAN_DATABASE_URL", "", "ANLAN_DATABASE_USER", "", "ANLAN_PUBLIC_URL", "");

    @TempDir
    Path data;

    private CommandLine.Outcome anlan(ServerProcess server, String... arguments) throws Exception {
        Map<String, String> variables = new HashMap<>(Map.of("ANLAN_DATA", data.toString()));
        if (server != null) {
            variables.put("ANLAN_PORT", Integer.toString(server.port()));
        }
        return CommandLine.run(variables, "", arguments);
    }

    private List<String> copies() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("backup"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_server_started_by_java_alone_is_seen() throws Exception {
        try (ServerProcess server = ServerProcess.startIn(data, NOTHING)) {
            CommandLine.Outcome backup = anlan(server, "backup");
            assertThat(backup.code()).as(backup.output()).isZero();
            assertThat(copies()).singleElement().asString().endsWith(".zip");

            Path copy = data.resolve("backup").resolve(copies().get(0));
            CommandLine.Outcome restore = anlan(server, "restore", copy.toString());
            assertThat(restore.code()).isEqualTo(1);
            assertThat(restore.output()).contains(RUNNING);
            assertThat(data.resolve("anlan.mv.db")).exists();
            assertThat(anlan(null, "run").output()).contains(RUNNING);
            assertThatThrownBy(() -> ServerProcess.startIn(data, Map.of())).hasMessageContaining(RUNNING);
            assertThat(server.admin().get("/healthz").status()).isEqualTo(200);

            server.kill();
            server.awaitEnd();
            CommandLine.Outcome stopped = anlan(null, "backup");
            assertThat(stopped.code()).as(stopped.output()).isZero();
            assertThat(copies()).hasSize(2).anyMatch(name -> name.endsWith(".mv.db"));
        }
    }

    @Test
    void restoring_into_postgresql_waits_for_the_name_of_the_database() throws Exception {
        try (TestDatabase.Opened database = TestDatabase.POSTGIS.open()) {
            var jdbc = JdbcClient.create(database.dataSource());
            jdbc.sql("CREATE TABLE since_the_copy (what varchar)").update();
            Map<String, String> variables = Map.of(
                    "ANLAN_DATA", data.toString(),
                    "ANLAN_DATABASE_URL", database.url(),
                    "ANLAN_DATABASE_USER", database.user(),
                    "ANLAN_DATABASE_PASSWORD", database.password());
            CommandLine.Outcome backup = CommandLine.run(variables, "", "backup");
            assertThat(backup.code()).as(backup.output()).isZero();
            String copy = data.resolve("backup").resolve(copies().get(0)).toString();
            jdbc.sql("INSERT INTO since_the_copy VALUES ('a report')").update();
            URI address = URI.create(database.url().substring("jdbc:".length()));
            String name = address.getPath().substring(1);

            for (String typed : List.of("", "\n", "y\n", "postgres\n")) {
                CommandLine.Outcome refused = CommandLine.run(variables, typed, "restore", copy);
                assertThat(refused.code()).as(typed).isEqualTo(1);
                assertThat(refused.output()).contains(name, address.getHost(), "the database is unchanged");
            }
            assertThat(rows(jdbc)).isEqualTo(1);

            CommandLine.Outcome restored = CommandLine.run(variables, name + "\n", "restore", copy);
            assertThat(restored.code()).as(restored.output()).isZero();
            assertThat(rows(jdbc)).isZero();
            jdbc.sql("INSERT INTO since_the_copy VALUES ('a report')").update();
            assertThat(CommandLine.run(variables, "", "restore", "--yes", copy).code())
                    .isZero();
            assertThat(rows(jdbc)).isZero();
        }
    }

    private static long rows(JdbcClient jdbc) {
        return jdbc.sql("SELECT count(*) FROM since_the_copy").query(Long.class).single();
    }
}
