package org.anlan.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The flood of July 2021 as the server ships it, played over HTTP. */
@ParameterizedClass
@EnumSource
class FloodDrillTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @Parameter
    TestDatabase kind;

    TestDatabase.Opened database;
    TestServer server;
    HttpCaller admin;

    @BeforeEach
    void open() {
        database = kind.open();
        server = TestServer.on(database);
        admin = server.admin();
    }

    @AfterEach
    void close() {
        server.close();
        database.close();
    }

    private String start() {
        Reply reply = admin.post("/api/drills", Map.of("scenario", "2021-07", "rate", 1));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("space").asString();
    }

    private JsonNode seek(String drill, String time) {
        Reply reply = admin.post("/api/drills/" + drill + "/clock", Map.of("seekTo", time));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> admin.get("/api/drills/" + drill).json(),
                        now -> !now.get("state").asString().equals("seeking"));
    }

    private List<String> words(String path, String collection, String member) {
        List<String> words = new ArrayList<>();
        admin.get(path + "/" + collection)
                .json()
                .get("features")
                .forEach(feature -> words.add(feature.at("/properties/name").asString() + " "
                        + feature.at("/properties/" + member).asString()));
        return words;
    }

    @Test
    void its_files_have_no_wrong_row() {
        JsonNode about = admin.get("/api/scenarios").json().at("/scenarios/0");
        assertThat(about.get("id").asString()).isEqualTo("2021-07");
        assertThat(about.get("refused").toString()).isEqualTo("[]");
        assertThat(about.get("injects").asInt()).isGreaterThan(45);
        assertThat(about.get("values").asInt()).isGreaterThan(1_000);
    }

    @Test
    void it_plays_to_its_end_with_nothing_refused_and_leaves_the_live_space_as_it_was() {
        String live = admin.get("/api/live/changes").text();
        String drill = start();
        JsonNode peak = seek(drill, "2021-07-23T00:30:00+08:00");
        assertThat(peak.get("state").asString()).as(peak.toString()).isEqualTo("playing");
        assertThat(peak.get("refusedSteps").toString()).isEqualTo("[]");
        String path = "/api/" + drill;
        assertThat(words(path, "gauges", "state"))
                .contains("淇门 above-guarantee", "刘庄 above-guarantee", "五陵 datum-unknown", "元村 missing");
        assertThat(words(path, "areas", "state")).contains("良相坡 flood", "共渠西 flood", "白寺坡 idle");
        assertThat(admin.get(path + "/incidents").json().get("numberMatched").asInt())
                .isEqualTo(2);
        JsonNode breach = null;
        for (JsonNode inject :
                admin.get(path + "/injects?filter=kind%3D%27breach%27").json().get("features")) {
            breach = inject.at("/properties");
        }
        assertThat(breach.get("disputed").size()).isEqualTo(3);
        JsonNode over = seek(drill, "2021-08-23T00:00:00+08:00");
        assertThat(over.get("state").asString()).isEqualTo("finished");
        assertThat(over.get("refusedSteps").toString()).isEqualTo("[]");
        assertThat(over.get("played").asInt()).isEqualTo(over.get("total").asInt());
        assertThat(words(path, "areas", "state")).contains("白寺坡 idle", "小滩坡 flood");
        JsonNode report = admin.get("/api/drills/" + drill + "/report").json();
        assertThat(report.get("entries").size()).isGreaterThan(80);
        assertThat(report.get("byPeople").asInt()).isZero();
        assertThat(admin.get("/api/live/changes").text())
                .as("nothing of it reached the live space")
                .isEqualTo(live);
        assertThat(admin.delete("/api/drills/" + drill).status()).isEqualTo(204);
        assertThat(admin.get(path + "/picture").status()).isEqualTo(404);
    }

    @Test
    void it_is_paused_goes_on_and_never_back() {
        String drill = start();
        String clock = "/api/drills/" + drill + "/clock";
        seek(drill, "2021-07-21T18:00:00+08:00");
        assertThat(admin.post(clock, Map.of("paused", true)).json().get("state").asString())
                .isEqualTo("paused");
        Reply back = admin.post(clock, Map.of("seekTo", "2021-07-20T00:00:00+08:00"));
        assertThat(back.status()).isEqualTo(422);
        assertThat(back.json().get("code").asString()).isEqualTo("seek-back");
        assertThat(admin.post(clock, Map.of("rate", 9999)).status()).isEqualTo(422);
        assertThat(admin.post(clock, Map.of("paused", false, "rate", 3600))
                        .json()
                        .get("rate")
                        .asDouble())
                .isEqualTo(3600);
        int played = admin.get("/api/drills/" + drill).json().get("played").asInt();
        Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(
                        admin.get("/api/drills/" + drill).json().get("played").asInt())
                .isGreaterThan(played));
        assertThat(admin.post("/api/drills/" + drill + "/end", Map.of())
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("finished");
        assertThat(admin.post(clock, Map.of("rate", 2)).status()).isEqualTo(409);
    }

    @Test
    void a_restart_in_the_middle_loses_and_doubles_nothing() {
        String drill = start();
        seek(drill, "2021-07-22T22:00:00+08:00");
        admin.post("/api/drills/" + drill + "/clock", Map.of("paused", true));
        server.close();
        server = TestServer.on(database);
        admin = server.admin();
        JsonNode after = seek(drill, "2021-07-24T06:00:00+08:00");
        assertThat(after.get("refusedSteps").toString()).isEqualTo("[]");
        assertThat(admin.get("/api/" + drill + "/incidents")
                        .json()
                        .get("numberMatched")
                        .asInt())
                .isEqualTo(3);
        assertThat(injects(admin, drill)).doesNotHaveDuplicates();
    }

    @Test
    void when_the_node_that_plays_goes_the_other_plays_on_without_loss_or_doubling() {
        String drill = start();
        try (TestServer second = TestServer.on(database)) {
            HttpCaller other = second.admin();
            admin.post("/api/drills/" + drill + "/clock", Map.of("rate", 3600));
            // In the middle of playing, not at a stop between two seeks.
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> injects(admin, drill).size() > 3);
            server.close();
            admin = other;
            JsonNode after = seek(drill, "2021-07-24T06:00:00+08:00");
            assertThat(after.get("refusedSteps").toString()).isEqualTo("[]");
            assertThat(injects(other, drill)).doesNotHaveDuplicates();
            JsonNode incidents = other.get("/api/" + drill + "/incidents").json();
            assertThat(incidents.get("numberMatched").asInt()).isEqualTo(3);
        }
    }

    private static List<Integer> injects(HttpCaller caller, String drill) {
        List<Integer> numbers = new ArrayList<>();
        caller.get("/api/" + drill + "/injects")
                .json()
                .get("features")
                .forEach(inject -> numbers.add(inject.at("/properties/no").asInt()));
        return numbers;
    }

    @Test
    void what_people_do_in_a_drill_is_in_its_report() {
        String drill = start();
        seek(drill, "2021-07-22T17:30:00+08:00");
        String incident = admin.get("/api/" + drill + "/incidents")
                .json()
                .at("/features/0/id")
                .asString();
        Reply reply = admin.post("/api/" + drill + "/incidents/" + incident + "/respond", Map.of("text", "调人"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        JsonNode report = admin.get("/api/drills/" + drill + "/report").json();
        assertThat(report.get("byPeople").asInt()).isEqualTo(1);
        assertThat(report.at("/reactions/0/id").asString()).isEqualTo(incident);
        assertThat(report.at("/reactions/0/seconds").asInt()).isBetween(1_700, 1_900);
    }

    @Test
    void a_report_without_a_text_stands_in_the_drills_report_by_what_it_is_about() {
        String drill = start();
        JsonNode centre = admin.get("/api/county").json().get("centre");
        Map<String, Object> sent = Map.of(
                "type",
                "Feature",
                "geometry",
                Map.of("type", "Point", "coordinates", centre),
                "properties",
                Map.of(
                        "kind", "danger",
                        "danger", "breach",
                        "severity", "critical",
                        "text", "",
                        "observedAt", admin.get("/api/drills/" + drill).json().get("now")));
        Reply reply = admin.post("/api/" + drill + "/fieldreports", sent);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        List<String> words = new ArrayList<>();
        admin.get("/api/drills/" + drill + "/report")
                .json()
                .get("entries")
                .forEach(entry -> words.add(
                        entry.get("id").equals(entry.get("title"))
                                ? entry.get("word").asString()
                                : "named " + entry.get("word")));
        assertThat(words).contains("danger.breach").isSubsetOf("danger.breach", "named null");
    }
}
