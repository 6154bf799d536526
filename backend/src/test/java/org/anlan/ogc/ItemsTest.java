package org.anlan.ogc;

import static org.anlan.ogc.OgcServer.LIVE;
import static org.anlan.ogc.OgcServer.collections;
import static org.anlan.ogc.OgcServer.geometry;
import static org.anlan.ogc.OgcServer.ids;
import static org.anlan.ogc.OgcServer.link;
import static org.anlan.ogc.OgcServer.matched;
import static org.anlan.ogc.OgcServer.note;
import static org.anlan.ogc.OgcServer.ok;
import static org.anlan.ogc.OgcServer.path;
import static org.anlan.ogc.OgcServer.texts;
import static org.anlan.ogc.OgcServer.url;
import static org.anlan.ogc.OgcServer.walk;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import tools.jackson.databind.JsonNode;

/** Pages, boxes, filters and times over HTTP on a running server, with both databases. */
class ItemsTest {

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
    void pages_cover_every_feature_of_every_collection_exactly_once(TestDatabase kind) {
        TestServer server = servers.get(kind);
        HttpCaller admin = server.admin();
        for (String collection : collections(admin, LIVE)) {
            String items = LIVE + "/collections/" + collection + "/items";
            List<String> walked = ids(walk(server, admin, items + "?limit=9"));
            assertThat(walked).as(collection).doesNotHaveDuplicates();
            JsonNode whole = ok(admin, items + "?limit=10000");
            assertThat(whole.get("numberMatched").asInt()).isEqualTo(walked.size());
            assertThat(link(whole, "next")).isNull();
            Set<String> expected = new TreeSet<>();
            if (collection.startsWith("layer_")) {
                whole.get("features")
                        .forEach(each -> expected.add(each.get("id").asString()));
            } else {
                ok(admin, "/api/live/" + collection)
                        .get("features")
                        .forEach(each -> expected.add(each.get("id").asString()));
            }
            assertThat(new TreeSet<>(walked)).as(collection).isEqualTo(expected);
        }
        assertThat(ok(admin, LIVE + "/collections/layer_towns/items")
                        .get("numberMatched")
                        .asInt())
                .isEqualTo(loaded(admin, "towns"));
    }

    private static int loaded(HttpCaller admin, String layer) {
        return StreamSupport.stream(ok(admin, "/api/layers").get("layers").spliterator(), false)
                .filter(each -> each.get("id").asString().equals(layer))
                .findFirst()
                .orElseThrow()
                .get("loaded")
                .asInt();
    }

    @ParameterizedTest
    @EnumSource
    void what_was_there_all_the_time_is_paged_once_while_others_come_and_change(TestDatabase kind) {
        TestServer server = servers.get(kind);
        HttpCaller admin = server.admin();
        String items = LIVE + "/collections/notes/items";
        List<String> before = ids(walk(server, admin, items));
        List<String> walked = new ArrayList<>();
        for (String next = items + "?limit=4"; next != null; ) {
            JsonNode page = ok(admin, next);
            page.get("features").forEach(each -> walked.add(each.get("id").asString()));
            admin.post("/api/live/notes/" + before.get(walked.size() % before.size()) + "/add", "{\"by\":1}");
            String other = note(server, "passing", 114.9, false);
            admin.delete("/api/live/notes/" + other);
            String address = link(page, "next");
            next = address == null ? null : path(server, address);
        }
        assertThat(walked).doesNotHaveDuplicates().containsAll(before);
    }

    @ParameterizedTest
    @EnumSource
    void a_box_gives_what_touches_it_and_nothing_else(TestDatabase kind) {
        TestServer server = servers.get(kind);
        HttpCaller admin = server.admin();
        long seed = 20210721;
        Random random = new Random(seed);
        for (String collection : List.of("villages", "areas", "notes", "layer_rivers", "layer_county")) {
            String items = LIVE + "/collections/" + collection + "/items?limit=10000";
            List<JsonNode> all = walk(server, admin, items);
            for (int round = 0; round < 25; round++) {
                double west = 114.1 + random.nextDouble() * 0.7;
                double south = 35.3 + random.nextDouble() * 0.6;
                Envelope box =
                        new Envelope(west, west + random.nextDouble() * 0.3, south, south + random.nextDouble() * 0.2);
                Geometry area = new GeometryFactory().toGeometry(box);
                List<String> expected = ids(all.stream()
                        .filter(feature -> geometry(feature).intersects(area))
                        .toList());
                String sides = box.getMinX() + "," + box.getMinY() + "," + box.getMaxX() + "," + box.getMaxY();
                assertThat(ids(walk(server, admin, items + "&bbox=" + sides)))
                        .as(collection + " in " + sides + ", seed " + seed)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_box_may_have_heights_be_a_point_or_cross_the_180th_meridian(TestDatabase kind) {
        HttpCaller admin = servers.get(kind).admin();
        for (String collection : List.of("villages", "layer_towns")) {
            String items = LIVE + "/collections/" + collection + "/items?limit=1";
            JsonNode all = ok(admin, items);
            JsonNode place = all.at("/features/0/geometry/coordinates");
            String point = place.get(0).asDouble() + "," + place.get(1).asDouble();
            assertThat(matched(admin, items + "&bbox=" + point + "," + point)).isPositive();
            assertThat(matched(admin, items + "&bbox=114,35,-9,115,36,9000"))
                    .isEqualTo(matched(admin, items + "&bbox=114,35,115,36"))
                    .isPositive();
            assertThat(matched(admin, items + "&bbox=114,-90,-179,90")).isEqualTo(matched(admin, items));
            assertThat(matched(admin, items + "&bbox=170,-90,-170,90")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_filter_finds_by_property_place_id_and_time(TestDatabase kind) {
        TestServer server = servers.get(kind);
        HttpCaller admin = server.admin();
        String notes = LIVE + "/collections/notes/items?filter-lang=cql-text&filter=";
        assertThat(texts(ok(admin, notes + url("text LIKE 'note 1_'"))))
                .containsExactlyElementsOf(
                        IntStream.range(10, 20).mapToObj(each -> "note " + each).toList());
        assertThat(texts(ok(admin, notes + url("BBOX(geometry, 114.295, 35, 114.315, 36) AND secret = false"))))
                .containsExactly("note 1");
        assertThat(texts(ok(admin, notes + url("updated AFTER 2100-01-01T00:00:00Z"))))
                .isEmpty();
        String rivers = LIVE + "/collections/layer_rivers/items";
        JsonNode one = ok(admin, rivers + "?limit=1").at("/features/0");
        String id = one.get("id").asString();
        assertThat(ok(admin, rivers + "/" + url(id).replace("+", "%20")).get("properties"))
                .isEqualTo(one.get("properties"));
        JsonNode found = ok(admin, rivers + "?filter=" + url("\"id\" = '" + id + "'"));
        assertThat(found.get("numberMatched").asInt()).isEqualTo(1);
        assertThat(found.at("/features/0")).isEqualTo(one);
        String kindFilter =
                "&filter=" + url("kind = '" + one.at("/properties/kind").asString() + "'");
        assertThat(ids(walk(server, admin, rivers + "?limit=2" + kindFilter)))
                .containsExactlyElementsOf(ids(walk(server, admin, rivers + "?limit=10000").stream()
                        .filter(each -> each.at("/properties/kind").equals(one.at("/properties/kind")))
                        .toList()))
                .contains(id);
        assertThat(ok(admin, LIVE + "/collections/notes/queryables")
                        .get("properties")
                        .propertyNames())
                .contains("text", "secret", "updated", "id", "geometry");
    }

    @ParameterizedTest
    @EnumSource
    void a_time_means_the_last_change_and_leaves_layers_alone(TestDatabase kind) {
        HttpCaller admin = servers.get(kind).admin();
        String villages = LIVE + "/collections/villages/items?limit=1";
        int all = matched(admin, villages);
        String updated =
                ok(admin, villages).at("/features/0/properties/updated").asString();
        assertThat(matched(admin, villages + "&datetime=" + updated)).isPositive();
        assertThat(matched(admin, villages + "&datetime=" + updated + "/..")).isPositive();
        assertThat(matched(admin, villages + "&datetime=../2001-01-01T00:00:00Z"))
                .isZero();
        assertThat(matched(admin, villages + "&datetime=2001-01-01T00:00:00%2B08:00/"))
                .isEqualTo(all);
        String towns = LIVE + "/collections/layer_towns/items?limit=1";
        assertThat(matched(admin, towns + "&datetime=../2001-01-01T00:00:00Z")).isEqualTo(matched(admin, towns));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bbox=1,2,3                                     | bbox
            bbox=1,2,3,4,5                                 | bbox
            bbox=a,b,c,d                                   | bbox
            bbox=NaN,35,115,36                             | bbox
            bbox=114,36,115,35                             | bbox
            bbox=114,35,115,91                             | bbox
            bbox=-181,35,115,36                            | bbox
            bbox=114,35,9,115,36,1                         | bbox
            bbox=                                          | bbox
            limit=0                                        | limit
            limit=-1                                       | limit
            limit=many                                     | limit
            datetime=yesterday                             | datetime
            datetime=2021-07-22                            | datetime
            datetime=2021-07-22T00:00:00Z/2021-07-21T00:00:00Z | datetime
            datetime=2021-07-22T00:00:00Z/../..            | datetime
            filter=name+%3D                                | filter
            filter=colours+%3D+1                           | filter
            filter=name+%3D+'a'&filter-lang=cql2-json      | filter-lang
            filter-crs=EPSG:4326                           | filter-crs
            limit=1&limit=2                                | limit
            colour=red                                     | colour
            """)
    void nonsense_is_answered_400_naming_the_parameter(String question, String parameter) {
        for (TestServer server : servers.values()) {
            for (String collection : List.of("villages", "layer_towns")) {
                Reply reply = server.admin().get(LIVE + "/collections/" + collection + "/items?" + question);
                assertThat(reply.status()).as(reply.text()).isEqualTo(400);
                assertThat(reply.header("Content-Type")).contains("application/problem+json");
                assertThat(reply.json().at("/errors/0/field").asString()).isEqualTo(parameter);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void more_than_the_most_means_the_most_and_what_is_not_there_is_404(TestDatabase kind) {
        HttpCaller admin = servers.get(kind).admin();
        String villages = LIVE + "/collections/villages";
        assertThat(ok(admin, villages + "/items?limit=99999999").get("numberReturned"))
                .isEqualTo(ok(admin, villages + "/items?limit=10000").get("numberReturned"));
        assertThat(ok(admin, villages + "/items").get("numberReturned").asInt()).isEqualTo(100);
        for (String path : List.of(
                villages + "/items/none",
                LIVE + "/collections/layer_towns/items/none",
                LIVE + "/collections/ghosts/items",
                LIVE + "/collections/layer_ghosts",
                LIVE + "/collections/towns")) {
            assertThat(admin.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(admin.get(LIVE + "/collections?colour=red").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource
    void a_property_is_a_parameter_too(TestDatabase kind) {
        HttpCaller admin = servers.get(kind).admin();
        String notes = LIVE + "/collections/notes/items?";
        assertThat(texts(ok(admin, notes + "text=" + url("note 7")))).containsExactly("note 7");
        assertThat(matched(admin, notes + "secret=true")).isEqualTo(5);
        assertThat(matched(admin, notes + "secret=true&text=" + url("note 7"))).isZero();
        assertThat(matched(admin, notes + "version=1.0&text=" + url("note 24"))).isPositive();
        assertThat(matched(admin, notes + "version=one")).isZero();
        String rivers = LIVE + "/collections/layer_rivers/items";
        String name = ok(admin, rivers).at("/features/0/properties/name").asString();
        assertThat(ok(admin, rivers + "?name=" + url(name))
                        .at("/features/0/properties/name")
                        .asString())
                .isEqualTo(name);
    }
}
