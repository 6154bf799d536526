package org.anlan.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.anlan.testing.CommandLine;
import org.anlan.testing.ServerProcess;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./anlan backup} and {@code restore} beside a server that was not started by {@code ./anlan run}. */
class BackupCommandTest {

    private static final String RUNNING = "Anlan is already running on";

    @TempDir
    Path data;

    private CommandLine.Outcome anlan(ServerProcess server, String... arguments) throws Exception {
        Map<String, String> variables = new HashMap<>(Map.of("ANLAN_DATA", data.toString()));
        if (server != null) {
            variables.put("ANLAN_PORT", Integer.toString(server.port()));
            variables.put("ANLAN_ADMIN_PASSWORD", TestServer.PASSWORD);
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
        try (ServerProcess server = ServerProcess.startIn(data, Map.of())) {
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
}
