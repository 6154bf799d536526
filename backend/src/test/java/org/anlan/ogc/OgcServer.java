package org.anlan.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.anlan.geo.GeoJson;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.anlan.web.Notes;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;

/** A server with notes, some of them secret, and what tests ask it. */
final class OgcServer {

    static final String LIVE = "/ogc/live";
    static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    private OgcServer() {}

    /** One for each database. */
    static Map<TestDatabase, TestServer> startAll() {
        Map<TestDatabase, TestServer> servers = new EnumMap<>(TestDatabase.class);
        for (TestDatabase kind : TestDatabase.values()) {
            TestServer server = TestServer.start(kind, List.of(Notes.class));
            servers.put(kind, server);
            for (int index = 0; index < 25; index++) {
                note(server, "note " + index, 114.3 + index * 0.01, index % 5 == 0);
            }
        }
        return servers;
    }

    static String note(TestServer server, String text, double lon, boolean secret) {
        Reply made = server.admin()
                .post(
                        "/api/live/notes",
                        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[" + lon + ",35.6]},"
                                + "\"properties\":{\"text\":\"" + text + "\",\"count\":1,\"secret\":" + secret
                                + ",\"writers\":[{\"name\":\"w\",\"phone\":\"secret-phone\"}]}}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    static HttpCaller program(TestServer server, String role) {
        return server.bearer(server.admin()
                .post("/api/tokens", Map.of("name", "test " + role, "role", role, "validDays", 1))
                .json()
                .get("token")
                .asString());
    }

    static JsonNode ok(HttpCaller caller, String path) {
        Reply reply = caller.get(path);
        assertThat(reply.status()).as(path + " " + reply).isEqualTo(200);
        return reply.json();
    }

    static String link(JsonNode document, String rel) {
        return StreamSupport.stream(document.get("links").spliterator(), false)
                .filter(link -> link.get("rel").asString().equals(rel))
                .map(link -> link.get("href").asString())
                .findFirst()
                .orElse(null);
    }

    static String path(TestServer server, String address) {
        assertThat(address).startsWith(server.base().toString());
        return address.substring(server.base().toString().length());
    }

    static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Every feature that following "next" gives, in that order. */
    static List<JsonNode> walk(TestServer server, HttpCaller caller, String path) {
        List<JsonNode> all = new ArrayList<>();
        for (String next = path; next != null; ) {
            JsonNode page = ok(caller, next);
            assertThat(page.get("numberReturned").asInt())
                    .isEqualTo(page.get("features").size());
            page.get("features").forEach(all::add);
            String address = link(page, "next");
            next = address == null ? null : path(server, address);
        }
        return all;
    }

    static List<String> ids(List<JsonNode> features) {
        return features.stream().map(feature -> feature.get("id").asString()).toList();
    }

    static List<String> texts(JsonNode page) {
        return StreamSupport.stream(page.get("features").spliterator(), false)
                .map(feature -> feature.at("/properties/text").asString())
                .sorted()
                .toList();
    }

    static List<String> collections(HttpCaller caller, String service) {
        List<String> ids = new ArrayList<>();
        ok(caller, service + "/collections")
                .get("collections")
                .forEach(each -> ids.add(each.get("id").asString()));
        return ids;
    }

    static Geometry geometry(JsonNode feature) {
        return GeoJson.read(feature.get("geometry"));
    }

    static int matched(HttpCaller caller, String path) {
        return ok(caller, path).get("numberMatched").asInt();
    }
}
