package org.anlan.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The county as shipped, over HTTP. */
class TileControllerTest {

    private static final String TILE = "/tiles/rivers/10/837/403";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.H2GIS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpCaller caller() {
        return server.admin();
    }

    @Test
    void a_tile_comes_compressed_and_the_same_plain() throws IOException {
        var plain = caller().get(TILE);
        var packed = caller().with("Accept-Encoding", "gzip").get(TILE);
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.header("content-type")).hasValue("application/vnd.mapbox-vector-tile");
        assertThat(plain.header("content-encoding")).isEmpty();
        assertThat(packed.header("content-encoding")).hasValue("gzip");
        assertThat(packed.header("vary").orElse("")).containsIgnoringCase("accept-encoding");
        assertThat(packed.header("etag")).isNotEqualTo(plain.header("etag"));
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.bytes()))) {
            assertThat(in.readAllBytes()).isEqualTo(plain.bytes());
        }
    }

    @Test
    void a_copy_that_is_right_is_not_sent_again() {
        String tag = caller().with("Accept-Encoding", "gzip")
                .get(TILE)
                .header("etag")
                .orElseThrow();
        var again = caller().with("Accept-Encoding", "gzip")
                .with("If-None-Match", tag)
                .get(TILE);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
        assertThat(again.header("etag")).hasValue(tag);
        assertThat(caller().with("If-None-Match", "\"other\"").get(TILE).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/tiles/rivers/9/418/201, 200", "/tiles/rivers/9/0/0, 204"})
    void a_tile_that_lies_ready_is_the_same_answer_and_only_for_who_may_have_it(String path, int status) {
        var token = server.admin()
                .post("/api/tokens", Map.of("name", "瓦片", "role", "viewer", "validDays", 30))
                .json();
        HttpCaller viewer = server.bearer(token.get("token").asString()).with("Accept-Encoding", "gzip");
        HttpCaller.Reply made = viewer.get(path);
        HttpCaller.Reply ready = viewer.get(path);
        assertThat(made.status()).as(made.text()).isEqualTo(status);
        assertThat(ready.status()).isEqualTo(status);
        assertThat(ready.bytes()).isEqualTo(made.bytes());
        assertThat(lasting(ready)).isEqualTo(lasting(made)).containsKey("content-security-policy");
        made.header("etag").ifPresent(tag -> {
            HttpCaller.Reply same = viewer.with("If-None-Match", tag).get(path);
            HttpCaller.Reply listed =
                    viewer.with("If-None-Match", "\"other\", " + tag).get(path);
            assertThat(same.status()).isEqualTo(304);
            assertThat(listed.status()).isEqualTo(304);
            assertThat(lasting(same)).isEqualTo(lasting(listed));
        });
        assertThat(server.anonymous().with("Accept-Encoding", "gzip").get(path).status())
                .isEqualTo(401);
        server.admin().delete("/api/tokens/" + token.get("id").asString());
        assertThat(viewer.get(path).status()).isEqualTo(401);
    }

    private static Map<String, String> lasting(HttpCaller.Reply reply) {
        Map<String, String> headers = new TreeMap<>(reply.headers());
        headers.remove("date");
        return headers;
    }

    @Test
    void where_nothing_lies_there_is_no_content() {
        var nothing = caller().get("/tiles/rivers/10/0/0");
        assertThat(nothing.status()).isEqualTo(204);
        assertThat(nothing.bytes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/tiles/rivers/3/8/0, 400, tile",
        "/tiles/rivers/3/x/0, 400, tile",
        "/tiles/rivers/3/1.5/0, 400, tile",
        "/tiles/rivers/99999999999/1/0, 400, tile",
        "/tiles/rivers/-1/0/0, 400, tile",
        "/tiles/rivers/20/0/0, 404, zoom",
        "/tiles/towns/3/0/0, 404, zoom",
        "/tiles/nowhere/3/0/0, 404, layer"
    })
    void a_tile_that_cannot_be_is_a_problem_that_says_so(String path, int status, String code) {
        var reply = caller().get(path);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.json().path("code").asString()).isEqualTo(code);
        assertThat(reply.json().path("detailEn").asString()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"/api/county", "/api/layers", TILE})
    void nobody_gets_nothing(String path) {
        assertThat(server.anonymous().get(path).status()).isEqualTo(401);
    }

    @Test
    void the_county_says_where_it_is() {
        var county = caller().get("/api/county").json();
        County bean = server.bean(County.class);
        assertThat(county.path("code").asString()).isEqualTo(bean.code());
        assertThat(county.path("centre").get(0).asDouble()).isEqualTo(bean.centre().x);
        assertThat(county.path("bounds").size()).isEqualTo(4);
        assertThat(county.path("mapNote").asString()).contains("示意");
        assertThat(county.path("spaces").get(0).path("id").asString()).isEqualTo("live");
        assertThat(bean.metresOutside(bean.centre())).isZero();
    }

    @Test
    void every_layer_says_what_it_holds_and_that_nothing_was_refused() {
        var layers = caller().get("/api/layers").json().path("layers");
        assertThat(layers.size()).isEqualTo(4);
        for (var layer : layers) {
            assertThat(layer.path("loaded").asInt()).as(layer.toString()).isPositive();
            assertThat(layer.path("refused").asInt()).as(layer.toString()).isZero();
            assertThat(layer.path("problem").isNull()).as(layer.toString()).isTrue();
            assertThat(layer.path("version").asString()).matches("[0-9a-f]{12}-[0-9]+");
            assertThat(layer.path("geometry").asString()).isIn("polygon", "line", "point");
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            delimiter = '|',
            value = {
                "null | false",
                "gzip | true",
                "gzip, deflate, br | true",
                "br;q=1.0, GZIP;q=0.5 | true",
                "gzip;q=0 | false",
                "gzip; q=0.0 | false",
                "identity | false",
                "deflate | false"
            })
    void a_caller_says_whether_it_takes_gzip(String accepted, boolean takes) {
        assertThat(TileController.takesGzip(accepted)).isEqualTo(takes);
    }
}
