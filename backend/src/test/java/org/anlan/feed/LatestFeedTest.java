package org.anlan.feed;

import static org.anlan.feed.Viewer.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.anlan.picture.latest.Levels;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Newest values over HTTP and WebSocket: in full after hello, then what moved, to those who may see them. */
class LatestFeedTest {

    private static final Instant NOON = Instant.parse("2021-07-22T12:00:00Z");

    private static TestServer server;
    private static HttpCaller admin;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.H2GIS, List.of(Levels.class));
        admin = server.admin();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, Object> row(String name, int seconds, double value) {
        return Map.of("name", name, "time", NOON.plusSeconds(seconds).toString(), "value", value);
    }

    private static Reply post(List<Map<String, Object>> rows) {
        return admin.post("/api/live/levels", Map.of("levels", rows));
    }

    /** What a viewer ends with when it puts every frame over the one before. */
    private static Map<String, Double> held(Viewer viewer) {
        Map<String, Double> held = new HashMap<>();
        for (JsonNode frame : viewer.frames("latest")) {
            if (frame.get("stream").asString().equals("levels")) {
                frame.get("values")
                        .forEach(value ->
                                held.put(value.get(0).asString(), value.get(1).asDouble()));
            }
        }
        return held;
    }

    @Test
    void a_viewer_gets_everything_after_hello_and_then_what_moved() {
        post(List.of(row("first", 0, 60.5)));
        Viewer viewer = Viewer.follow(admin);
        soon().untilAsserted(() -> assertThat(held(viewer)).containsEntry("first", 60.5));
        assertThat(viewer.frames("latest").get(0).get("at").asString()).isNotBlank();
        post(List.of(row("second", 0, 1), row("first", 60, 61)));
        soon().untilAsserted(() ->
                assertThat(held(viewer)).containsEntry("second", 1.0).containsEntry("first", 61.0));
        post(List.of(row("first", 30, 99)));
        Reply now = admin.get("/api/live/latest");
        assertThat(now.json().at("/latest/levels").toString()).contains("[\"first\",61.0,");
        assertThat(admin.get("/api/live/picture").json().at("/latest/levels").toString())
                .contains("61");
        assertThat(admin.get("/api/live/latest?at=2021-07-22T12:00:00%2B08:00")
                        .json()
                        .at("/latest/levels/0/0")
                        .asString())
                .isEqualTo("then");
    }

    @Test
    void who_may_not_see_a_stream_gets_nothing_of_it() {
        HttpCaller officer =
                server.bearer(admin.post("/api/tokens", Map.of("name", "desk", "role", "duty-officer", "validDays", 1))
                        .json()
                        .get("token")
                        .asString());
        Viewer viewer = Viewer.follow(officer);
        viewer.nextMark();
        post(List.of(row("hidden", 0, 1)));
        viewer.nextMark();
        viewer.nextMark();
        assertThat(held(viewer)).isEmpty();
        assertThat(officer.get("/api/live/latest").json().at("/latest/levels").isMissingNode())
                .isTrue();
        assertThat(officer.post("/api/live/levels", Map.of("levels", List.of())).status())
                .isEqualTo(403);
    }

    @Test
    void bad_rows_are_named_and_the_good_ones_stay() {
        Map<String, Object> bad = Map.of("name", "x", "time", "soon", "value", 1);
        Reply reply = post(List.of(row("kept", 0, 7), bad));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("accepted").asInt()).isEqualTo(1);
        assertThat(reply.json().at("/refused/0/row").asInt()).isEqualTo(2);
        assertThat(reply.json().at("/refused/0/errors/0/field").asString()).isEqualTo("time");
        assertThat(admin.get("/api/live/latest").json().at("/latest/levels").toString())
                .contains("kept");
        assertThat(post(List.of(bad)).status()).isEqualTo(422);
        assertThat(admin.post("/api/live/levels", Map.of("rows", List.of())).status())
                .isEqualTo(422);
        List<Map<String, Object>> tooMany = new ArrayList<>();
        for (int row = 0; row <= 10_000; row++) {
            tooMany.add(row("r", row, row));
        }
        assertThat(post(tooMany).status()).isEqualTo(422);
    }

    @Test
    void each_of_many_viewers_ends_with_the_newest_value_of_every_key() {
        long seed = 4;
        Random random = new Random(seed);
        List<Viewer> viewers = new ArrayList<>();
        for (int viewer = 0; viewer < 8; viewer++) {
            viewers.add(Viewer.follow(admin));
        }
        Map<String, Double> expected = new HashMap<>();
        for (int second = 1; second <= 12; second++) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int team = 0; team < 2_000; team++) {
                double value = random.nextInt(1_000_000) / 10.0;
                rows.add(row("team-" + team, 1_000 + second, value));
                expected.put("team-" + team, value);
            }
            assertThat(post(rows).json().get("accepted").asInt()).isEqualTo(2_000);
        }
        for (Viewer viewer : viewers) {
            soon().untilAsserted(() -> {
                Map<String, Double> held = held(viewer);
                held.keySet().retainAll(expected.keySet());
                assertThat(held).as("seed " + seed).isEqualTo(expected);
            });
        }
    }
}
