package org.anlan.layer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.anlan.geo.GeometryCheck;
import org.anlan.layer.catalogue.GeometryKind;
import org.anlan.layer.store.LayerFile;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class BuildingsTest {

    private static final String VILLAGES =
            Path.of("../map-data/villages.geojson").toAbsolutePath().toString();

    @TempDir
    Path directory;

    private Path make(String name, int count) throws Exception {
        Path file = directory.resolve(name);
        Buildings.main(new String[] {String.valueOf(count), VILLAGES, file.toString()});
        return file;
    }

    @Test
    void every_building_is_valid_and_the_same_seed_gives_the_same_file() throws Exception {
        Path file = make("one.geojson", 2000);
        var content = new LayerFile(file, GeometryKind.POLYGON, new JsonMapper()).read();
        assertThat(content.refusals()).isEmpty();
        assertThat(content.rows()).hasSize(2000).allSatisfy(row -> assertThat(GeometryCheck.fault(row.geometry()))
                .isEmpty());
        assertThat(make("two.geojson", 2000)).hasSameTextualContentAs(file);
    }

    @Test
    void a_layer_of_the_data_directory_is_served_beside_the_county_s() throws Exception {
        Path file = make("buildings.geojson", 300);
        Files.writeString(directory.resolve("layers.yaml"), """
                layers:
                  - id: buildings
                    title: 建筑(示例)
                    title-en: Buildings (made up)
                    file: %s
                    geometry: polygon
                    properties: [floors, basis]
                    min-zoom: 8
                    max-zoom: 16
                    accuracy: 虚构
                    source: test
                """.formatted(file));
        try (TestServer server = TestServer.start(TestDatabase.H2GIS, "anlan.data=" + directory)) {
            var near = server.admin().get("/api/layers/buildings/nearest?lon=114.5&lat=35.6&count=500");
            assertThat(near.json().get("numberReturned").asInt()).isEqualTo(300);
            assertThat(server.admin()
                            .post(
                                    "/api/layers/county/intersecting",
                                    Map.of("type", "Point", "coordinates", List.of(114.5, 35.6)))
                            .status())
                    .isEqualTo(200);
        }
    }
}
