package org.anlan.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BackupTest {

    private static final String TEAM = "/api/live/teams";

    @TempDir
    Path directory;

    private static Map<String, Object> team(String name) {
        return Map.of("type", "Feature", "properties", Map.of("name", name, "kind", "rescue"));
    }

    private static JsonNode teamsNamed(TestServer server, String name) {
        return server.admin()
                .get(TEAM + "?filter=" + URLEncoder.encode("name='" + name + "'", StandardCharsets.UTF_8))
                .json()
                .get("features");
    }

    @Test
    void a_copy_written_while_the_server_works_holds_what_was_answered() throws Exception {
        String data = "anlan.data=" + directory.toAbsolutePath();
        JsonNode backup;
        try (TestServer server = TestServer.start(TestDatabase.H2GIS, data)) {
            assertThat(server.admin().post(TEAM, team("before")).status()).isEqualTo(201);
            var answer = server.admin().post("/api/backups", Map.of());
            assertThat(answer.status()).isEqualTo(201);
            backup = answer.json();
            assertThat(server.admin().post(TEAM, team("after")).status()).isEqualTo(201);
        }
        Path file = Path.of(backup.get("file").asString());
        assertThat(Files.size(file)).isEqualTo(backup.get("bytes").asLong());
        try (var database = TestDatabase.restored(file);
                TestServer server = TestServer.on(database, data)) {
            assertThat(teamsNamed(server, "before")).hasSize(1);
            assertThat(teamsNamed(server, "after")).isEmpty();
        }
    }

    @Test
    void on_postgresql_the_answer_names_the_tool() {
        try (TestServer server = TestServer.start(TestDatabase.POSTGIS)) {
            var answer = server.admin().post("/api/backups", Map.of());
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.text()).contains("./anlan backup");
        }
    }
}
