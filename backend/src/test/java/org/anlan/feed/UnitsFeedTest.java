package org.anlan.feed;

import static org.anlan.feed.Viewer.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.anlan.files.content.Samples;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Who is limited to units is told of these over HTTP and on the feed, and of what is common to the county. */
@ParameterizedClass
@EnumSource
class UnitsFeedTest {

    /** 善堂镇 and 卫贤镇 with a village of each, as map-data/ has them. */
    private static final String MINE = "410621101";

    private static final String MY_VILLAGE = "410621101201";
    private static final String THEIRS = "410621107";
    private static final String THEIR_VILLAGE = "410621107201";

    @Parameter
    TestDatabase kind;

    static TestServer server;
    static HttpCaller admin;
    static HttpCaller officer;

    @BeforeParameterizedClassInvocation
    static void open(TestDatabase kind) {
        server = TestServer.start(kind);
        admin = server.admin();
        officer = account("shantang", "duty-officer");
    }

    @AfterParameterizedClassInvocation
    static void close() {
        server.close();
    }

    private static HttpCaller account(String name, String role) {
        String password = "pass-phrase-of-" + name;
        Reply reply = admin.post(
                "/api/accounts",
                Map.of("name", name, "displayName", name, "role", role, "units", List.of(MINE), "password", password));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return server.basic(name, password);
    }

    private static Map<String, Object> feature(Object geometry, Map<String, Object> properties) {
        Map<String, Object> feature = new HashMap<>(Map.of("type", "Feature", "properties", properties));
        feature.put("geometry", geometry);
        return feature;
    }

    private static Map<String, Object> point(double lon, double lat) {
        return Map.of("type", "Point", "coordinates", List.of(lon, lat));
    }

    private static Reply send(HttpCaller sender, String village, Object... photos) {
        return sender.post(
                "/api/live/fieldreports",
                feature(
                        point(114.5, 35.65),
                        Map.of(
                                "kind",
                                "flood",
                                "severity",
                                "major",
                                "text",
                                "积水",
                                "observedAt",
                                Instant.now().toString(),
                                "village",
                                village,
                                "photos",
                                List.of(photos))));
    }

    private static String id(Reply made) {
        assertThat(made.status()).as(made.text()).isIn(200, 201);
        return made.json().get("id").asString();
    }

    private static List<String> ids(HttpCaller reader, String collection) {
        Reply reply = reader.get("/api/live/" + collection);
        assertThat(reply.status()).isEqualTo(200);
        return reply.json()
                .get("features")
                .valueStream()
                .map(feature -> feature.get("id").asString())
                .toList();
    }

    private static long head() {
        return admin.get("/api/live/picture").json().get("seq").asLong();
    }

    @Test
    void a_report_comes_into_sight_and_goes_out_of_it_on_every_path_alike() {
        Viewer desk = Viewer.follow(officer);
        String mine = id(send(admin, MY_VILLAGE));
        String theirs = id(send(admin, THEIR_VILLAGE));
        desk.awaitNumber(head());
        assertThat(desk.features()).containsKey("fieldreports/" + mine).doesNotContainKey("fieldreports/" + theirs);
        assertThat(ids(officer, "fieldreports")).contains(mine).doesNotContain(theirs);
        assertThat(officer.get("/api/live/fieldreports/" + theirs).status()).isEqualTo(404);
        assertThat(officer.get("/api/live/fieldreports/" + theirs + "/history").status())
                .isEqualTo(404);
        assertThat(officer.get("/api/live/fieldreports/" + theirs + "/suggestions")
                        .status())
                .isEqualTo(404);
        assertThat(officer.get("/ogc/live/collections/fieldreports/items/" + theirs)
                        .status())
                .isEqualTo(404);
        for (String step : List.of("see", "reject", "locate", "accept")) {
            Reply refused = officer.post("/api/live/fieldreports/" + theirs + "/" + step, Map.of());
            assertThat(refused.status()).as(step + refused.text()).isEqualTo(404);
        }
        // Changes are dated to the millisecond: one that comes within the one of this moment belongs to it.
        String before = Instant.now().minusMillis(1).toString();
        admin.post("/api/live/fieldreports/" + theirs + "/locate", Map.of("village", MY_VILLAGE));
        Reply moved = officer.post("/api/live/fieldreports/" + mine + "/locate", Map.of("village", THEIR_VILLAGE));
        assertThat(moved.json().at("/properties/village").asString()).isEqualTo(THEIR_VILLAGE);
        desk.awaitNumber(head());
        assertThat(desk.features()).containsKey("fieldreports/" + theirs).doesNotContainKey("fieldreports/" + mine);
        assertThat(ids(officer, "fieldreports")).contains(theirs).doesNotContain(mine);
        assertThat(new TreeSet<>(Viewer.features(Viewer.picture(officer)).keySet()))
                .isEqualTo(new TreeSet<>(desk.features().keySet()));
        JsonNode changes =
                officer.get("/api/live/changes?since=" + (head() - 1)).json();
        assertThat(changes.at("/changes/0/op").asString()).isEqualTo("remove");
        JsonNode past = officer.get("/api/live/picture?at=" + before).json();
        assertThat(Viewer.features(past))
                .containsKey("fieldreports/" + mine)
                .doesNotContainKey("fieldreports/" + theirs);
        JsonNode history = officer.get("/api/live/fieldreports/" + mine + "/history")
                .json()
                .get("versions");
        assertThat(history.toString()).contains(MY_VILLAGE).doesNotContain(THEIR_VILLAGE);
        assertThat(ids(admin, "fieldreports")).contains(mine, theirs);
        desk.requireNoFault();
    }

    @Test
    void incidents_and_teams_elsewhere_are_hidden_and_what_is_common_stays() {
        Viewer wall = Viewer.follow(account("wall", "viewer"));
        String incident = id(admin.post(
                "/api/live/incidents",
                feature(
                        null,
                        Map.of(
                                "kind", "flood",
                                "severity", "major",
                                "text", "漫水",
                                "occurredAt", Instant.now().toString(),
                                "village", THEIR_VILLAGE))));
        String team = id(admin.post(
                "/api/live/teams",
                feature(point(114.5, 35.65), Map.of("name", "县机动队", "kind", "rescue", "town", THEIRS))));
        wall.awaitNumber(head());
        assertThat(wall.features()).doesNotContainKey("incidents/" + incident).doesNotContainKey("teams/" + team);
        assertThat(officer.post("/api/live/incidents/" + incident + "/verify", Map.of())
                        .status())
                .isEqualTo(404);
        Map<String, Object> standby = Map.of("status", "moving", "incident", incident);
        assertThat(officer.post("/api/live/teams/" + team + "/report-status", standby)
                        .status())
                .isEqualTo(404);
        String own = ids(officer, "teams").get(0);
        assertThat(officer.post("/api/live/teams/" + own + "/report-status", standby)
                        .status())
                .isEqualTo(422);
        for (String common : List.of("gauges", "areas", "villages")) {
            assertThat(ids(officer, common)).as(common).isNotEmpty().hasSameSizeAs(ids(admin, common));
        }
        assertThat(ids(officer, "teams")).hasSizeLessThan(ids(admin, "teams").size());
    }

    @Test
    void what_an_officer_enters_elsewhere_is_taken_answered_whole_and_not_seen() {
        Reply sent = send(officer, THEIR_VILLAGE);
        assertThat(sent.json().at("/properties/state").asString()).isEqualTo("received");
        assertThat(ids(officer, "fieldreports")).doesNotContain(id(sent));
        assertThat(ids(admin, "fieldreports")).contains(id(sent));
    }

    @Test
    void a_team_comes_and_goes_with_its_position_and_track() {
        String team = id(admin.post(
                "/api/live/teams",
                feature(point(114.5, 35.65), Map.of("name", "县机动队", "kind", "rescue", "town", THEIRS))));
        Viewer desk = Viewer.follow(officer);
        Viewer county = Viewer.follow(admin);
        String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Map<String, Object> row = Map.of("team", team, "time", time, "lon", 114.5, "lat", 35.65);
        assertThat(officer.post("/api/live/positions", Map.of("positions", List.of(row)))
                        .status())
                .isEqualTo(422);
        assertThat(admin.post("/api/live/positions", Map.of("positions", List.of(row)))
                        .status())
                .isEqualTo(200);
        soon().until(() -> positions(county).contains(team));
        desk.nextMark();
        assertThat(positions(desk)).doesNotContain(team);
        assertThat(officer.get("/api/live/latest").text()).doesNotContain(team);
        assertThat(officer.get("/api/live/latest?at=" + Instant.now()).text()).doesNotContain(team);
        assertThat(officer.get("/api/live/picture")
                        .json()
                        .at("/latest/positions")
                        .toString())
                .doesNotContain(team);
        assertThat(officer.get("/api/live/teams/" + team + "/track").status()).isEqualTo(404);
        admin.with("If-Match", "\"1\"").put("/api/live/teams/" + team, feature(null, Map.of("town", MINE)));
        soon().until(() -> positions(desk).contains(team));
        assertThat(desk.features()).containsKey("teams/" + team);
        assertThat(officer.get("/api/live/latest").text()).contains(team);
        assertThat(officer.get("/api/live/teams/" + team + "/track").status()).isEqualTo(200);
    }

    private static String positions(Viewer viewer) {
        return viewer.frames("latest").stream()
                .filter(frame -> frame.get("stream").asString().equals("positions"))
                .toList()
                .toString();
    }

    @Test
    void a_photo_is_seen_by_who_sees_its_report() {
        byte[] jpeg = Samples.jpeg(40, 30);
        String report = id(send(admin, THEIR_VILLAGE, Map.of("size", jpeg.length)));
        Reply stored = admin.call(
                "PUT",
                "/api/live/fieldreports/" + report + "/photos/1",
                BodyPublishers.ofByteArray(jpeg),
                "image/jpeg");
        String file = "/files/" + stored.json().get("hash").asString();
        assertThat(admin.get(file).status()).isEqualTo(200);
        assertThat(officer.get(file).status()).isEqualTo(404);
        admin.post("/api/live/fieldreports/" + report + "/locate", Map.of("village", MY_VILLAGE));
        assertThat(officer.get(file).status()).isEqualTo(200);
    }
}
