package org.anlan.web.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.Outage;
import org.anlan.testing.ServerProcess;
import org.anlan.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever people do, and whatever goes wrong with it, nothing of theirs is in the log. */
class LogPrivacyTest {

    private static final long SEED = Long.getLong("anlan.log.seed", 20210722);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"H2GIS, ''", "POSTGIS, ecs"})
    void nothing_personal_reaches_the_log_and_refusals_do(TestDatabase kind, String format) throws Exception {
        System.out.println("LogPrivacyTest on " + kind + ": seed " + SEED);
        Path file = directory.resolve("anlan.log");
        List<String> marks;
        String printed;
        try (TestDatabase.Opened database = kind.create();
                ServerProcess server = start(database, file, format)) {
            Workload workload = new Workload(server.admin().base());
            workload.run(new Random(SEED));
            if (kind == TestDatabase.POSTGIS) {
                whileAway(server, database, () -> workload.run(new Random(SEED + 1)));
            }
            printed = server.output();
            marks = List.copyOf(workload.marks());
        }
        String text = Files.readString(file);
        assertThat(Stream.concat(text.lines(), printed.lines())
                        .filter(line -> marks.stream().anyMatch(line::contains)))
                .as("seed " + SEED)
                .isEmpty();
        assertThat(text)
                .contains("POST /api/{space}/{collection} 422 word")
                .contains("GET /api/me 401 credentials")
                .contains("/api/faulty failed, reference ")
                .contains("command entries/break failed");
        if (!format.isEmpty()) {
            fields(text);
        }
    }

    private static ServerProcess start(TestDatabase.Opened database, Path file, String format) throws IOException {
        return ServerProcess.start(
                database,
                "logging.threshold.file=INFO",
                "logging.file.name=" + file,
                "logging.structured.format.file=" + format,
                "logging.structured.json.add.node=node-7",
                "anlan.trusted-proxies=127.0.0.1",
                "anlan.webhooks.allowed-hosts=127.0.0.1:9",
                "spring.datasource.hikari.connection-timeout=500",
                "spring.main.sources=" + Faulty.class.getName());
    }

    private static void whileAway(ServerProcess server, TestDatabase.Opened database, Runnable work) {
        Outage outage = new Outage(database);
        outage.begin();
        try {
            work.run();
        } finally {
            outage.end();
        }
        HttpCaller admin = server.admin();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> admin.get("/healthz").status() == 200);
    }

    /** Each line is JSON by itself, and a refused request can be looked for by its members. */
    private static void fields(String text) {
        List<JsonNode> lines =
                text.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.get("message").asString()).isNotNull();
            assertThat(line.get("node").asString()).isEqualTo("node-7");
        });
        Map<String, Object> looked = Map.of(
                "method", "POST", "route", "/api/{space}/{collection}", "status", 422, "code", "word", "space", "live");
        assertThat(lines).anySatisfy(line -> {
            looked.forEach(
                    (name, value) -> assertThat(line.path(name).asString("")).isEqualTo(value.toString()));
            assertThat(line.path("durationMillis").isNumber()).isTrue();
        });
    }
}
