package org.anlan.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A scenario that breaks half-way, and one whose steps are refused. */
class FailingDrillTest {

    @TempDir
    Path scenarios;

    private void write(String streams) throws IOException {
        Path broken = Files.createDirectories(scenarios.resolve("broken"));
        Files.writeString(broken.resolve("scenario.json"), """
                {"title":"坏","titleEn":"Broken","from":"2021-07-21T00:00:00+08:00","to":"2021-07-23T00:00:00+08:00",
                 "streams":[%s]}
                """.formatted(streams));
        Files.writeString(broken.resolve("timeline.csv"), """
                time,place,kind,event,confidence
                2021-07-21T08:00+08:00,某地,danger,之前,high
                2021-07-22T08:00+08:00,某地,danger,之后,high
                """);
        Files.writeString(broken.resolve("steps.ndjson"), """
                {"at":"2021-07-21T09:00:00+08:00","collection":"areas","id":"BSP","command":"drain","body":{}}
                {"at":"2021-07-21T09:00:00+08:00","collection":"areas","id":"@nobody","command":"flood","body":{}}
                {"at":"2021-07-21T09:00:00+08:00","collection":"areas","id":"BSP","command":"flood","body":{}}
                """);
        Files.writeString(broken.resolve("s.csv"), "k,t\nx,2021-07-21T12:00:00+08:00\n");
    }

    private static JsonNode seekToEnd(HttpCaller admin, String drill) {
        admin.post("/api/drills/" + drill + "/clock", Map.of("seekTo", "2021-07-23T00:00:00+08:00"));
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> admin.get("/api/drills/" + drill).json(),
                        now -> !now.get("state").asString().equals("seeking"));
    }

    private static String start(HttpCaller admin) {
        return admin.post("/api/drills", Map.of("scenario", "broken", "rate", 1))
                .json()
                .get("space")
                .asString();
    }

    @ParameterizedTest
    @EnumSource
    void a_drill_that_breaks_stops_with_its_place_named_and_the_live_space_is_untouched(TestDatabase kind)
            throws IOException {
        write("{\"stream\":\"no-such\",\"file\":\"s.csv\",\"columns\":{\"key\":\"k\",\"time\":\"t\"}}");
        try (TestServer server = TestServer.start(kind, "anlan.drills.scenarios=" + scenarios)) {
            HttpCaller admin = server.admin();
            String live = admin.get("/api/live/changes").text();
            String drill = start(admin);
            JsonNode stopped = seekToEnd(admin, drill);
            assertThat(stopped.get("state").asString()).isEqualTo("failed");
            assertThat(stopped.at("/failure/file").asString()).isEqualTo("s.csv");
            assertThat(stopped.at("/failure/row").asInt()).isEqualTo(2);
            assertThat(stopped.at("/failure/reasonEn").asString()).contains("no-such");
            assertThat(admin.get("/api/" + drill + "/injects")
                            .json()
                            .get("numberMatched")
                            .asInt())
                    .as("what came before stays")
                    .isEqualTo(1);
            assertThat(admin.get("/api/live/changes").text()).isEqualTo(live);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refused_steps_are_named_and_the_drill_goes_on(TestDatabase kind) throws IOException {
        write("");
        try (TestServer server = TestServer.start(kind, "anlan.drills.scenarios=" + scenarios)) {
            HttpCaller admin = server.admin();
            JsonNode over = seekToEnd(admin, start(admin));
            assertThat(over.get("state").asString()).isEqualTo("finished");
            assertThat(over.get("refusedSteps").size()).isEqualTo(2);
            assertThat(over.at("/refusedSteps/0/row").asInt()).isEqualTo(1);
            assertThat(over.at("/refusedSteps/1/command").asString()).isEqualTo("areas/flood");
            assertThat(admin.get("/api/" + over.get("space").asString() + "/areas/BSP")
                            .json()
                            .at("/properties/state")
                            .asString())
                    .isEqualTo("flood");
        }
    }
}
