package org.anlan.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.anlan.picture.Spaces;
import org.anlan.testing.FullDisk;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.Outage;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The database goes away, or takes nothing more, in the middle of a drill: it waits and then goes on. */
class WaitingDrillTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final OffsetDateTime BEGIN = OffsetDateTime.parse("2021-07-21T00:00:00+08:00");
    private static final int MINUTES = 240;

    @TempDir
    Path scenarios;

    /** Each minute something happens; a team that the first step made reports by its name until the last. */
    private void write() throws IOException {
        Path long_ = Files.createDirectories(scenarios.resolve("long"));
        Files.writeString(long_.resolve("scenario.json"), """
                {"title":"长","titleEn":"Long","from":"%s","to":"%s","streams":[]}
                """.formatted(BEGIN, BEGIN.plusMinutes(MINUTES)));
        List<String> told = new ArrayList<>(List.of("time,place,kind,event,confidence"));
        List<String> steps = new ArrayList<>();
        steps.add(
                "{\"at\":\"" + BEGIN + "\",\"collection\":\"teams\",\"command\":\"create\",\"as\":\"patrol\",\"body\":"
                        + "{\"name\":\"巡堤组\",\"kind\":\"patrol\",\"basis\":\"demo\"},\"geometry\":{\"type\":\"Point\","
                        + "\"coordinates\":[114.346,35.513]}}");
        for (int minute = 1; minute < MINUTES; minute++) {
            OffsetDateTime at = BEGIN.plusMinutes(minute);
            told.add(at + ",某地,danger,第 " + minute + " 分,high");
            steps.add(
                    "{\"at\":\"" + at + "\",\"collection\":\"teams\",\"id\":\"@patrol\",\"command\":\"report-status\","
                            + "\"body\":{\"status\":\"working\",\"task\":\"" + minute + "\"}}");
        }
        Files.write(long_.resolve("timeline.csv"), told);
        Files.write(long_.resolve("steps.ndjson"), steps);
    }

    private interface Fault {
        void happen() throws SQLException;
    }

    private void waitsAndGoesOn(TestDatabase.Opened database, Fault begin, Fault end) throws Exception {
        write();
        try (TestServer server = TestServer.on(database, "anlan.drills.scenarios=" + scenarios)) {
            HttpCaller admin = server.admin();
            String drill = admin.post("/api/drills", Map.of("scenario", "long", "rate", 1200))
                    .json()
                    .get("space")
                    .asString();
            await().atMost(PATIENCE).until(() -> injects(admin, drill).size() >= 20);
            begin.happen();
            await().atMost(PATIENCE)
                    .until(() -> server.anonymous().get("/healthz").status() == 503);
            int waiting = injects(admin, drill).size();
            assertThat(waiting).isLessThan(MINUTES - 1);
            end.happen();
            await().atMost(PATIENCE)
                    .until(() -> state(admin, drill).get("state").asString().equals("finished"));
            assertThat(state(admin, drill).get("refusedSteps").toString()).isEqualTo("[]");
            assertThat(injects(admin, drill))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(1, MINUTES).boxed().toList());
            List<Integer> versions = new ArrayList<>();
            admin.get("/api/" + drill + "/teams?limit=1000")
                    .json()
                    .get("features")
                    .forEach(team -> {
                        if (team.at("/properties/name").asString().equals("巡堤组")) {
                            versions.add(team.get("version").asInt());
                        }
                    });
            assertThat(versions)
                    .as("made once, and each report of it done once")
                    .containsExactly(MINUTES);
        }
    }

    private static JsonNode state(HttpCaller admin, String drill) {
        HttpCaller.Reply reply = admin.get("/api/drills/" + drill);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static List<Integer> injects(HttpCaller admin, String drill) {
        List<Integer> told = new ArrayList<>();
        admin.get("/api/" + drill + "/injects?limit=1000")
                .json()
                .get("features")
                .forEach(inject -> told.add(
                        Integer.valueOf(inject.at("/properties/text").asString().replaceAll("\\D", ""))));
        return told;
    }

    @ParameterizedTest
    @EnumSource
    void what_the_database_does_not_take_moves_neither_the_drill_nor_its_clock(TestDatabase kind) throws Exception {
        write();
        try (TestDatabase.Opened database = FullDisk.create(kind);
                TestServer server = TestServer.on(database, "anlan.drills.scenarios=" + scenarios)) {
            HttpCaller admin = server.admin();
            String drill = admin.post("/api/drills", Map.of("scenario", "long", "rate", 1))
                    .json()
                    .get("space")
                    .asString();
            await().atMost(PATIENCE)
                    .until(() -> state(admin, drill).get("played").asInt() > 0);
            FullDisk disk = new FullDisk(database);
            disk.begin();
            for (Map<String, Object> order : List.of(
                    Map.<String, Object>of("paused", true), Map.<String, Object>of("seekTo", BEGIN.plusMinutes(9)))) {
                assertThat(admin.post("/api/drills/" + drill + "/clock", order).status())
                        .isEqualTo(503);
            }
            assertThat(admin.post("/api/drills/" + drill + "/end", Map.of()).status())
                    .isEqualTo(503);
            disk.end();
            await().atMost(PATIENCE)
                    .until(() -> server.anonymous().get("/healthz").status() == 200);
            assertThat(state(admin, drill).get("state").asString()).isEqualTo("playing");
            assertThat(server.bean(Spaces.class).get(drill).clock().rate()).isEqualTo(1);
        }
    }

    @Test
    void an_absent_database_is_waited_for() throws Exception {
        try (TestDatabase.Opened database = TestDatabase.POSTGIS.create()) {
            Outage outage = new Outage(database);
            waitsAndGoesOn(database, outage::begin, outage::end);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_full_disk_is_waited_for(TestDatabase kind) throws Exception {
        try (TestDatabase.Opened database = FullDisk.create(kind)) {
            FullDisk disk = new FullDisk(database);
            waitsAndGoesOn(database, disk::begin, disk::end);
        }
    }
}
