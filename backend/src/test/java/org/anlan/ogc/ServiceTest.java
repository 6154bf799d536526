package org.anlan.ogc;

import static org.anlan.ogc.OgcServer.CRS84;
import static org.anlan.ogc.OgcServer.LIVE;
import static org.anlan.ogc.OgcServer.collections;
import static org.anlan.ogc.OgcServer.geometry;
import static org.anlan.ogc.OgcServer.ids;
import static org.anlan.ogc.OgcServer.link;
import static org.anlan.ogc.OgcServer.matched;
import static org.anlan.ogc.OgcServer.note;
import static org.anlan.ogc.OgcServer.ok;
import static org.anlan.ogc.OgcServer.path;
import static org.anlan.ogc.OgcServer.program;
import static org.anlan.ogc.OgcServer.url;
import static org.anlan.ogc.OgcServer.walk;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Envelope;
import tools.jackson.databind.JsonNode;

/** What the service says of itself, and to whom, on a running server with both databases. */
class ServiceTest {

    private static Map<TestDatabase, TestServer> servers;

    @BeforeAll
    static void start() {
        servers = OgcServer.startAll();
    }

    @AfterAll
    static void stop() {
        servers.values().forEach(TestServer::close);
    }

    @ParameterizedTest
    @EnumSource
    void the_landing_page_leads_to_everything(TestDatabase kind) {
        TestServer server = servers.get(kind);
        HttpCaller admin = server.admin();
        JsonNode landing = ok(admin, LIVE);
        assertThat(ok(admin, LIVE + "/")).isEqualTo(landing);
        assertThat(ok(admin, path(server, link(landing, "conformance"))).get("conformsTo"))
                .extracting(JsonNode::asString)
                .contains(
                        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
                        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
                        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson");
        assertThat(collections(admin, LIVE)).contains("notes", "villages", "areas", "layer_rivers", "layer_towns");
        ok(admin, path(server, link(landing, "data"))).get("collections").forEach(each -> {
            assertThat(ok(admin, path(server, link(each, "self")))).isEqualTo(each);
            assertThat(ok(admin, path(server, link(each, "items"))).get("type").asString())
                    .isEqualTo("FeatureCollection");
        });
        assertThat(link(ok(admin, "/ogc"), "item")).isEqualTo(server.base() + LIVE);
        assertThat(admin.get("/ogc/nowhere").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource
    void the_description_is_openapi_3_and_has_each_path_that_there_is(TestDatabase kind) {
        TestServer server = servers.get(kind);
        HttpCaller admin = server.admin();
        Reply reply = admin.get(path(server, link(ok(admin, LIVE), "service-desc")));
        assertThat(reply.header("Content-Type")).contains("application/vnd.oai.openapi+json;version=3.0");
        JsonNode api = reply.json();
        assertThat(api.get("openapi").asString()).startsWith("3.0.");
        for (String collection : collections(admin, LIVE)) {
            assertThat(api.get("paths").propertyNames())
                    .contains("/collections/" + collection + "/items")
                    .contains("/collections/" + collection + "/items/{featureId}");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode each : api.at("/paths/~1collections~1notes~1items/get/parameters")) {
            JsonNode parameter =
                    each.has("$ref") ? api.at(each.get("$ref").asString().substring(1)) : each;
            assertThat(parameter.get("in").asString()).isEqualTo("query");
            names.add(parameter.get("name").asString());
        }
        assertThat(names)
                .contains("limit", "bbox", "datetime", "filter", "text")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void a_role_sees_what_it_sees_on_every_other_path(TestDatabase kind) {
        TestServer server = servers.get(kind);
        HttpCaller viewer = program(server, "viewer");
        HttpCaller field = program(server, "field");
        String secret = note(server, "far away", 120.5, true);
        try {
            String items = LIVE + "/collections/notes/items";
            List<JsonNode> seen = walk(server, viewer, items + "?limit=6");
            assertThat(ids(seen))
                    .containsExactlyInAnyOrderElementsOf(ids(StreamSupport.stream(
                                    ok(viewer, "/api/live/notes")
                                            .get("features")
                                            .spliterator(),
                                    false)
                            .toList()))
                    .doesNotContain(secret);
            assertThat(seen.toString()).doesNotContain("secret-phone");
            assertThat(matched(viewer, items)).isEqualTo(seen.size());
            assertThat(matched(viewer, items + "?filter=" + url("secret = true")))
                    .isZero();
            assertThat(matched(viewer, items + "?filter=" + url("writers LIKE '%secret-phone%'")))
                    .isZero();
            assertThat(viewer.get(items + "/" + secret).status()).isEqualTo(404);
            assertThat(east(viewer)).isLessThan(115);
            assertThat(east(server.admin())).isEqualTo(120.5);
            assertThat(collections(field, LIVE)).doesNotContain("notes").contains("villages");
            assertThat(ok(field, LIVE + "/api").toString()).doesNotContain("notes");
            for (String path : List.of("", "/items", "/items/" + secret, "/queryables")) {
                assertThat(field.get(LIVE + "/collections/notes" + path).status())
                        .as(path)
                        .isEqualTo(403);
            }
            Stream.of("/ogc", LIVE, LIVE + "/", LIVE + "/api", LIVE + "/collections", items)
                    .forEach(path -> assertThat(server.anonymous().get(path).status())
                            .as(path)
                            .isEqualTo(401));
        } finally {
            server.admin().delete("/api/live/notes/" + secret);
        }
    }

    private static double east(HttpCaller caller) {
        return ok(caller, LIVE + "/collections/notes")
                .at("/extent/spatial/bbox/0/2")
                .asDouble();
    }

    @ParameterizedTest
    @EnumSource
    void extents_and_headers_are_true(TestDatabase kind) {
        TestServer server = servers.get(kind);
        HttpCaller admin = server.admin();
        for (String collection : List.of("villages", "areas", "layer_rivers", "layer_county")) {
            Envelope around = new Envelope();
            walk(server, admin, LIVE + "/collections/" + collection + "/items?limit=10000")
                    .forEach(each -> around.expandToInclude(geometry(each).getEnvelopeInternal()));
            JsonNode said = ok(admin, LIVE + "/collections/" + collection).at("/extent/spatial");
            assertThat(said.get("crs").asString()).isEqualTo(CRS84);
            double[] sides = {around.getMinX(), around.getMinY(), around.getMaxX(), around.getMaxY()};
            for (int side = 0; side < sides.length; side++) {
                assertThat(said.at("/bbox/0/" + side).asDouble())
                        .isCloseTo(sides[side], org.assertj.core.data.Offset.offset(1e-6));
            }
        }
        for (String path : List.of("/collections/villages/items", "/collections/layer_towns/items?limit=1")) {
            Reply reply = admin.get(LIVE + path);
            assertThat(reply.header("Content-Type")).contains("application/geo+json");
            assertThat(reply.header("Content-Crs")).contains("<" + CRS84 + ">");
            assertThat(reply.json().get("timeStamp").asString())
                    .startsWith("20")
                    .endsWith("Z");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_drill_is_a_service_of_its_own_that_says_it_is_one(TestDatabase kind) {
        TestServer server = servers.get(kind);
        HttpCaller admin = server.admin();
        String drill = admin.post("/api/drills", Map.of("scenario", "2021-07", "rate", 1))
                .json()
                .get("space")
                .asString();
        JsonNode landing = ok(admin, "/ogc/" + drill);
        assertThat(landing.get("title").asString()).contains("演练");
        JsonNode villages = ok(admin, "/ogc/" + drill + "/collections/villages");
        assertThat(villages.get("title").asString()).contains("演练");
        JsonNode page = ok(admin, path(server, link(villages, "items")));
        assertThat(page.get("numberMatched").asInt()).isEqualTo(matched(admin, LIVE + "/collections/villages/items"));
        assertThat(link(page, "next")).contains("/ogc/" + drill + "/");
        assertThat(page.get("timeStamp").asString()).startsWith("2021-07");
        admin.post("/api/drills/" + drill + "/end", Map.of());
        assertThat(admin.delete("/api/drills/" + drill).status()).isEqualTo(204);
    }
}
