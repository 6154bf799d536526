package org.anlan.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Teams, their positions and detention areas over HTTP on the whole server. */
@ParameterizedClass
@EnumSource
class TeamTest {

    @Parameter
    TestDatabase kind;

    TestServer server;
    HttpCaller admin;
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void open() {
        server = TestServer.start(kind);
        admin = server.admin();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String team(String name) {
        Reply reply = admin.post(
                "/api/live/teams",
                Map.of(
                        "type",
                        "Feature",
                        "geometry",
                        Map.of("type", "Point", "coordinates", List.of(114.37, 35.52)),
                        "properties",
                        Map.of(
                                "name",
                                name,
                                "kind",
                                "patrol",
                                "size",
                                12,
                                "members",
                                List.of(Map.of("name", "组员", "phone", "13800000000", "skill", "巡堤")))));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("id").asString();
    }

    private HttpCaller as(String role) {
        return server.bearer(admin.post("/api/tokens", Map.of("name", role, "role", role, "validDays", 1))
                .json()
                .get("token")
                .asString());
    }

    private Map<String, Object> at(String team, Instant time, double lon, double lat) {
        return Map.of("team", team, "time", time.toString(), "lon", lon, "lat", lat, "speedMetresPerSecond", 1.2);
    }

    private static Reply post(HttpCaller caller, List<Map<String, Object>> rows) {
        return caller.post("/api/live/positions", Map.of("positions", rows));
    }

    @Test
    void a_phone_shares_only_after_it_agreed_and_not_after_it_took_that_back() {
        String team = team("新镇镇巡堤一组");
        HttpCaller phone = as("field");
        assertThat(post(phone, List.of(at(team, now, 114.37, 35.52))).status()).isEqualTo(422);
        phone.post("/api/live/teams/" + team + "/share", Map.of());
        assertThat(post(phone, List.of(at(team, now, 114.37, 35.52)))
                        .json()
                        .get("accepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(phone.post("/api/live/teams/" + team + "/report-status", Map.of("status", "working", "task", "巡堤"))
                        .json()
                        .at("/properties/status")
                        .asString())
                .isEqualTo("working");
        phone.post("/api/live/teams/" + team + "/unshare", Map.of());
        assertThat(post(phone, List.of(at(team, now.plusSeconds(1), 114.37, 35.52)))
                        .status())
                .isEqualTo(422);
        assertThat(phone.post("/api/live/teams/" + team + "/report-status", Map.of("status", "off"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void bad_positions_are_named_and_good_ones_kept_as_a_track() {
        String team = team("二组");
        List<Map<String, Object>> rows = List.of(
                at(team, now.minusSeconds(120), 114.37, 35.52),
                at(team, now.minusSeconds(60), 35.52, 114.37),
                at("nobody", now, 114.37, 35.52),
                at(team, now.plus(Duration.ofHours(1)), 114.37, 35.52),
                at(team, now.minus(Duration.ofDays(31)), 114.37, 35.52),
                at(team, now, 110.0, 20.0),
                Map.of("team", team, "time", "1e30", "lon", 114.37, "lat", 35.52),
                Map.of("team", team, "time", now.toString(), "lon", "east", "lat", 35.52),
                at(team, now, 114.38, 35.53));
        Reply reply = post(admin, rows);
        List<String> refused = new ArrayList<>();
        reply.json()
                .get("refused")
                .forEach(row -> refused.add(
                        row.get("row").asInt() + " " + row.at("/errors/0/field").asString()));
        assertThat(refused).containsExactly("2 lon", "3 team", "4 time", "5 time", "6 lon", "7 time", "8 lon");
        assertThat(post(admin, rows).json().get("repeated").asInt()).isEqualTo(2);
        assertThat(admin.get("/api/live/teams/" + team + "/track")
                        .json()
                        .get("points")
                        .size())
                .isEqualTo(2);
        assertThat(admin.get("/api/live/teams/" + team + "/track?points=2").status())
                .isEqualTo(422);
        assertThat(admin.get("/api/live/teams/nobody/track").status()).isEqualTo(404);
        assertThat(admin.get("/api/live/latest")
                        .json()
                        .at("/latest/positions/0")
                        .toString())
                .isEqualTo("[\"" + team + "\",114.38,35.53,1.2,null,null,\"" + now + "\"]");
        assertThat(admin.get("/api/live/latest?at=" + now.minusSeconds(60))
                        .json()
                        .at("/latest/positions/0/1")
                        .asDouble())
                .isEqualTo(114.37);
    }

    @Test
    void an_old_position_completes_the_track_without_moving_the_team() {
        String team = team("四组");
        HttpCaller program = as("duty-officer");
        post(program, List.of(at(team, now, 114.38, 35.53)));
        Instant earlier = now.minusSeconds(600).plusNanos(1_234_567);
        post(program, List.of(at(team, earlier, 114.30, 35.50), at(team, earlier.plusNanos(1), 114.30, 35.50)));
        assertThat(admin.get("/api/live/latest")
                        .json()
                        .at("/latest/positions/0/1")
                        .asDouble())
                .isEqualTo(114.38);
        Reply track = admin.get("/api/live/teams/" + team + "/track");
        assertThat(track.json().get("total").asInt()).isEqualTo(2);
        assertThat(track.json().at("/points/0/2").asString())
                .isEqualTo(now.minusSeconds(600).plusMillis(1).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "warehouse-keeper"})
    void who_is_not_of_the_desk_moves_no_team_without_sharing(String role) {
        String team = team("五组");
        int status = post(as(role), List.of(at(team, now, 114.37, 35.52))).status();
        assertThat(status).isEqualTo(role.equals("viewer") ? 403 : 422);
        assertThat(admin.get("/api/live/teams/" + team + "/track")
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
    }

    @Test
    void only_the_desk_sees_telephone_numbers() {
        String team = team("三组");
        String path = "/api/live/teams/" + team;
        assertThat(as("duty-officer").get(path).text()).contains("13800000000");
        assertThat(as("viewer").get(path).text()).doesNotContain("13800000000").contains("组员");
        assertThat(as("field").get(path).text()).doesNotContain("13800000000");
    }

    @Test
    void a_detention_area_goes_through_its_states_and_a_dyke_has_none() {
        String area = "/api/live/areas/BSP";
        Reply flood = admin.post(area + "/flood", Map.of("text", "扒口"));
        assertThat(flood.status()).as(flood.text()).isEqualTo(200);
        assertThat(flood.json().at("/properties/state").asString()).isEqualTo("flood");
        Reply idle = admin.post(area + "/stand-down", Map.of());
        assertThat(idle.status()).isEqualTo(409);
        assertThat(idle.json().get("allowed").toString()).isEqualTo("[\"drain\"]");
        assertThat(admin.post("/api/live/areas/WH-L/flood", Map.of()).status()).isEqualTo(409);
    }
}
