package org.anlan.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** An edit over HTTP, and everything that shows a layer asked right after it. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class EditControllerTest {

    private static final String PATH = "/api/layers/towns/features/new-town";
    /** Over 114.47, 35.52. */
    private static final String TILE = "/tiles/towns/12/3350/1615";

    private static final String POINT = "\"geometry\":{\"type\":\"Point\",\"coordinates\":[114.47,35.52]}";

    /** Status, code, body. */
    private static final String[][] BAD = {
        {"400", "json", "{"},
        {"400", "json", "[]"},
        {"422", "type", "{\"type\":\"Nonsense\"," + POINT + "}"},
        {"422", "geometry", "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}"},
        {"422", "geometry", "{\"type\":\"Feature\",\"properties\":{}}"},
        {
            "422",
            "geometry",
            "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[114,35],[115,36]]}}"
        },
        {"422", "geometry", "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[35.5,114.4]}}"},
        {"422", "far", "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[100,35.5]}}"},
        {"422", "geometry", "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[\"x\",35.5]}}"},
        {"422", "properties", "{\"type\":\"Feature\"," + POINT + ",\"properties\":{\"colour\":\"red\"}}"},
        {"422", "properties", "{\"type\":\"Feature\"," + POINT + ",\"properties\":{\"name\":[1]}}"},
        {
            "422",
            "properties",
            "{\"type\":\"Feature\"," + POINT + ",\"properties\":{\"name\":\"" + "长".repeat(501) + "\"}}"
        },
        {"422", "type", "{\"type\":\"Feature\"," + POINT + ",\"properties\":[]}"},
        {"422", "value", "{\"type\":\"Feature\",\"id\":\"another\"," + POINT + "}"},
        {"422", "unknown-field", "{\"type\":\"Feature\"," + POINT + ",\"name\":\"x\"}"},
        {"422", "text", "{\"type\":\"Feature\"," + POINT + ",\"properties\":{\"name\":\"a\\u0000\"}}"},
    };

    private final TestServer server;

    EditControllerTest(TestDatabase database) {
        server = TestServer.start(database);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Map<String, Object> town(double lon, double lat, Map<String, Object> properties) {
        return Map.of(
                "type",
                "Feature",
                "geometry",
                Map.of("type", "Point", "coordinates", List.of(lon, lat)),
                "properties",
                properties);
    }

    private static String version(HttpCaller caller) {
        for (JsonNode layer : caller.get("/api/layers").json().get("layers")) {
            if (layer.get("id").asString().equals("towns")) {
                return layer.get("version").asString() + " "
                        + layer.get("loaded").asInt();
            }
        }
        throw new AssertionError("no towns");
    }

    private static JsonNode nearest(HttpCaller caller) {
        return caller.get("/api/layers/towns/nearest?lon=114.47&lat=35.52&count=1")
                .json()
                .at("/features/0");
    }

    @Test
    void tiles_questions_and_ogc_show_an_edit_at_once() {
        HttpCaller admin = server.admin();
        String before = version(admin);
        var empty = admin.get(TILE);
        var far = admin.get("/tiles/towns/9/418/201").header("etag");
        var layers = admin.get("/api/layers").header("etag").orElseThrow();
        assertThat(admin.with("If-None-Match", layers).get("/api/layers").status())
                .isEqualTo(304);
        assertThat(nearest(admin).get("id").asString()).isNotEqualTo("new-town");
        var created = admin.put(PATH, town(114.47, 35.52, Map.of("name", "新镇")));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var tile = admin.get(TILE);
        assertThat(tile.status()).isEqualTo(200);
        assertThat(tile.text()).contains("新镇");
        assertThat(tile.bytes()).isNotEqualTo(empty.bytes());
        assertThat(nearest(admin).get("id").asString()).isEqualTo("new-town");
        JsonNode item =
                admin.get("/ogc/live/collections/layer_towns/items/new-town").json();
        assertThat(item.at("/properties/name").asString()).isEqualTo("新镇");
        assertThat(version(admin)).isNotEqualTo(before);
        assertThat(admin.with("If-None-Match", layers).get("/api/layers").status())
                .isEqualTo(200);
        assertThat(admin.get("/tiles/towns/9/418/201").header("etag")).isNotEqualTo(far);

        assertThat(admin.put(PATH, town(114.40, 35.60, Map.of("name", "新镇"))).status())
                .isEqualTo(200);
        assertThat(admin.get(TILE).bytes()).isEqualTo(empty.bytes());
        assertThat(nearest(admin).get("id").asString()).isNotEqualTo("new-town");
        assertThat(admin.delete(PATH).status()).isEqualTo(204);
        assertThat(admin.get("/ogc/live/collections/layer_towns/items/new-town").status())
                .isEqualTo(404);
        assertThat(admin.get("/tiles/towns/9/418/201").header("etag")).isEqualTo(far);
        assertThat(admin.delete(PATH).status()).isEqualTo(404);
    }

    @Test
    void a_feature_is_sent_back_as_it_was_read_and_an_old_version_is_refused() {
        HttpCaller admin = server.admin();
        admin.put(PATH, town(114.47, 35.52, Map.of("name", "新镇")));
        var read = admin.get(PATH);
        String version = read.header("etag").orElseThrow();
        assertThat(read.json().at("/properties/name").asString()).isEqualTo("新镇");
        var again = admin.with("If-Match", version).put(PATH, read.text());
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.header("etag").orElseThrow()).isNotEqualTo(version);
        var stale = admin.with("If-Match", version).put(PATH, read.text());
        assertThat(stale.status()).isEqualTo(412);
        assertThat("\"" + stale.json().get("current").asString() + "\"")
                .isEqualTo(again.header("etag").orElseThrow());
        assertThat(admin.with("If-Match", version).delete(PATH).status()).isEqualTo(412);
        String first = nearest(admin.with("x", "y")).get("id").asString();
        assertThat(admin.get("/api/layers/towns/features/" + first).status()).isEqualTo(200);
    }

    @Test
    void a_bad_feature_is_told_what_is_wrong_with_which_value() {
        for (String[] bad : BAD) {
            var reply = server.admin().put(PATH, bad[2]);
            assertThat(reply.status() + " " + reply.json().path("code").asString())
                    .as(bad[2] + reply.text())
                    .isEqualTo(bad[0] + " " + bad[1]);
            assertThat(reply.json().path("detailEn").asString()).isNotBlank();
        }
        String good = "{\"type\":\"Feature\"," + POINT + "}";
        assertThat(server.admin()
                        .put("/api/layers/nowhere/features/a", good)
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("layer");
        assertThat(server.admin()
                        .put("/api/layers/towns/features/" + "a".repeat(65), good)
                        .status())
                .isEqualTo(422);
        assertThat(server.admin().with("If-Match", "\"x\"").put(PATH, good).status())
                .isEqualTo(422);
        assertThat(server.admin().get(PATH).status()).isEqualTo(404);
    }

    @Test
    void administrators_and_duty_officers_edit_and_everybody_else_reads() {
        String good = "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[114.47,35.52]}}";
        for (String[] role : new String[][] {
            {"administrator", "200"},
            {"duty-officer", "200"},
            {"commander", "403"},
            {"warehouse-keeper", "403"},
            {"viewer", "403"}
        }) {
            String token = server.admin()
                    .post("/api/tokens", Map.of("name", "program " + role[0], "role", role[0], "validDays", 1))
                    .json()
                    .path("token")
                    .asString();
            HttpCaller caller = server.bearer(token);
            server.admin().put(PATH, good);
            int expected = Integer.parseInt(role[1]);
            assertThat(caller.put(PATH, good).status()).as(role[0]).isEqualTo(expected);
            assertThat(caller.get(PATH).status()).as(role[0]).isEqualTo(200);
            assertThat(caller.delete(PATH).status()).as(role[0]).isEqualTo(expected == 200 ? 204 : expected);
        }
        assertThat(server.anonymous().put(PATH, good).status()).isEqualTo(401);
        assertThat(server.anonymous().delete(PATH).status()).isEqualTo(401);
    }
}
