package org.anlan.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.anlan.layer.store.LayerEdits;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** Two nodes on one database: what one edits, or reads from a new file, the other shows. */
class LayerNodesTest {

    private static final String TILE = "/tiles/things/13/6700/3230";

    @TempDir
    private Path data;

    private static ConditionFactory soon() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20));
    }

    private void file(String name) throws IOException {
        Files.writeString(data.resolve("layers.yaml"), """
                layers:
                  - id: things
                    title: 物
                    title-en: Things
                    file: %s
                    geometry: point
                    properties: [name]
                    accuracy: 示意
                    source: test
                """.formatted(data.resolve("things.geojson")));
        Files.writeString(data.resolve("things.geojson"), """
                {"type":"FeatureCollection","features":[{"type":"Feature","id":"a","properties":{"name":"%s"},
                 "geometry":{"type":"Point","coordinates":[114.47,35.52]}}]}
                """.formatted(name));
    }

    private TestServer node(TestDatabase.Opened database) {
        return TestServer.on(database, "anlan.data=" + data);
    }

    private static String feature(String name) {
        return "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[114.471,35.521]},"
                + "\"properties\":{\"name\":\"" + name + "\"}}";
    }

    private static void shows(TestServer node, String... names) {
        soon().untilAsserted(() -> assertThat(node.admin().get(TILE).text()).contains(names));
        soon().untilAsserted(() -> assertThat(node.admin()
                        .get("/api/layers/things/nearest?lon=114.47&lat=35.52&count=10")
                        .text())
                .contains(names));
    }

    @Test
    void what_one_node_edits_the_other_shows_and_both_give_the_same_tile() throws IOException {
        file("甲");
        try (TestDatabase.Opened database = TestDatabase.POSTGIS.create();
                TestServer first = node(database);
                TestServer second = node(database)) {
            shows(second, "甲");
            first.admin().put("/api/layers/things/features/b", feature("乙"));
            shows(second, "甲", "乙");
            second.admin().put("/api/layers/things/features/a", feature("丙"));
            shows(first, "乙", "丙");
            assertThat(first.admin().get(TILE).text()).doesNotContain("甲");
            assertThat(first.admin().get(TILE).header("etag"))
                    .isEqualTo(second.admin().get(TILE).header("etag"));
            first.admin().delete("/api/layers/things/features/b");
            soon().until(() -> !second.admin().get(TILE).text().contains("乙"));
            assertThat(second.admin().get("/api/layers").text())
                    .isEqualTo(first.admin().get("/api/layers").text());
        }
    }

    @Test
    void an_edit_of_which_no_node_was_told_is_found_by_asking() throws IOException {
        file("甲");
        try (TestDatabase.Opened database = TestDatabase.POSTGIS.create();
                TestServer first = node(database);
                TestServer second = node(database)) {
            var place = new GeometryFactory().createPoint(new Coordinate(114.47, 35.52));
            first.bean(LayerEdits.class).put("things", "b", place, Map.of("name", "静"), "officer", null);
            shows(first, "静");
            shows(second, "静");
        }
    }

    @Test
    void a_node_that_starts_with_a_newer_file_brings_it_to_the_others_and_edits_stay() throws IOException {
        file("甲");
        try (TestDatabase.Opened database = TestDatabase.POSTGIS.create();
                TestServer first = node(database)) {
            shows(first, "甲");
            first.admin().put("/api/layers/things/features/b", feature("乙"));
            file("丁");
            try (TestServer second = node(database)) {
                shows(second, "乙", "丁");
                shows(first, "乙", "丁");
                soon().untilAsserted(() -> assertThat(
                                first.admin().get("/api/layers").text())
                        .isEqualTo(second.admin().get("/api/layers").text()));
                for (TestServer node : List.of(first, second)) {
                    assertThat(node.admin().get(TILE).text()).doesNotContain("甲");
                }
            }
        }
    }
}
