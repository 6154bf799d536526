package org.anlan.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class BackupTest {

    private static final String TEAM = "/api/live/teams";
    private static final String LOCAL = "/api/backups/local";
    private static final String HEADER = "X-Anlan-Backup-Key";

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
    void the_key_beside_the_database_is_good_for_a_copy_on_this_machine_and_for_nothing_else() throws Exception {
        try (TestServer server = TestServer.start(TestDatabase.H2GIS, "anlan.data=" + directory.toAbsolutePath())) {
            Path file = directory.resolve(LocalKey.FILE);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            String key = Files.readString(file);
            var nobody = server.anonymous();
            assertThat(nobody.with(HEADER, key).post(LOCAL, "").status()).isEqualTo(201);
            assertThat(server.admin().get("/api/audit?limit=5").json().get("entries"))
                    .anySatisfy(entry -> {
                        assertThat(entry.get("event").asString()).isEqualTo("backup");
                        assertThat(entry.get("actorName").asString()).isEqualTo("./anlan backup");
                    });
            assertThat(nobody.post(LOCAL, "").status()).isEqualTo(403);
            assertThat(nobody.with(HEADER, key.substring(1)).post(LOCAL, "").status())
                    .isEqualTo(403);
            assertThat(server.admin().post(LOCAL, "").status()).isEqualTo(403);
            assertThat(nobody.with(HEADER, key).post("/api/backups", "").status())
                    .isEqualTo(401);
            assertThat(server.bearer(key).get("/api/me").status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "::1,       ::1,       true",
        "10.1.2.3,  10.1.2.3,  true",
        "10.1.2.4,  10.1.2.3,  false"
    })
    void the_key_is_taken_from_this_machine_only(String peer, String own, boolean taken) {
        assertThat(BackupController.isFromHere(new InetSocketAddress(peer, 40_000), new InetSocketAddress(own, 8080)))
                .isEqualTo(taken);
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
