package org.anlan.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.anlan.geo.Distance;
import org.anlan.layer.catalogue.GeometryKind;
import org.anlan.layer.store.LayerFile;
import org.anlan.layer.store.LayerRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds of the data as shipped: the law's accuracy, its marks, and that places lie where they can. */
class MapDataTest {

    private static final Path MAP_DATA = Path.of("../map-data");
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static Stream<Path> geojson() throws Exception {
        try (var files = Files.list(MAP_DATA)) {
            return files.filter(file -> file.toString().endsWith(".geojson")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("geojson")
    void no_position_has_more_than_three_decimals_and_every_feature_says_it_is_a_sketch(Path file) throws Exception {
        JsonNode features = EXACT.readTree(Files.readString(file)).path("features");
        assertThat(features.size()).isPositive();
        for (JsonNode feature : features) {
            String said = feature.at("/properties/accuracy").asString("")
                    + feature.at("/properties/note").asString("");
            assertThat(said).as(feature.path("id").asString()).contains("示意");
            assertThat(numbers(feature.at("/geometry/coordinates")))
                    .as(feature.path("id").asString())
                    .isNotEmpty()
                    .allMatch(number -> number.stripTrailingZeros().scale() <= 3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "county, POLYGON, 1",
        "towns, POINT, 11",
        "rivers, LINE, 6",
        "roads, LINE, 14",
        "villages, POINT, 483",
    })
    void every_feature_of_a_layer_is_usable(String layer, GeometryKind kind, int count) throws Exception {
        var content = read(layer, kind);
        assertThat(content.refusals()).isEmpty();
        assertThat(content.rows()).hasSize(count);
    }

    @Test
    void areas_are_six_detention_areas_and_four_dykes() throws Exception {
        var areas = read("areas", GeometryKind.POLYGON);
        var dykes = read("areas", GeometryKind.LINE);
        assertThat(areas.rows()).hasSize(6);
        assertThat(dykes.rows()).hasSize(4);
        assertThat(areas.refusals()).hasSameSizeAs(dykes.rows());
    }

    @Test
    void a_dykes_chainage_is_its_length() throws Exception {
        for (LayerRow dyke : read("areas", GeometryKind.LINE).rows()) {
            double length = 0;
            var points = dyke.geometry().getCoordinates();
            for (int n = 1; n < points.length; n++) {
                length += Distance.metres(points[n - 1], points[n]);
            }
            double said = ((Number) dyke.properties().get("chainageTo")).doubleValue();
            assertThat(said).as(dyke.id()).isBetween(length * 0.998, length * 1.002);
        }
    }

    @Test
    void every_village_lies_inside_the_county_apart_from_the_others_with_an_estimated_position() throws Exception {
        Geometry county = read("county", GeometryKind.POLYGON).rows().get(0).geometry();
        var inside = PreparedGeometryFactory.prepare(county);
        List<LayerRow> villages = read("villages", GeometryKind.POINT).rows();
        assertThat(villages).allSatisfy(village -> {
            assertThat(inside.covers(village.geometry())).as(village.id()).isTrue();
            assertThat(village.properties())
                    .containsEntry("positionBasis", "estimated")
                    .containsEntry("code", village.id())
                    .containsEntry("town", village.id().substring(0, 9));
            assertThat((String) village.properties().get("pinyin")).matches("[a-z]+( [a-z]+)*");
        });
        for (int n = 0; n < villages.size(); n++) {
            for (int m = 0; m < n; m++) {
                assertThat(Distance.metres(
                                villages.get(n).geometry().getCoordinate(),
                                villages.get(m).geometry().getCoordinate()))
                        .as(villages.get(n).id() + " and " + villages.get(m).id())
                        .isGreaterThan(200);
            }
        }
    }

    private static LayerFile.Content read(String layer, GeometryKind kind) throws Exception {
        return new LayerFile(MAP_DATA.resolve(layer + ".geojson"), kind, new JsonMapper()).read();
    }

    private static List<BigDecimal> numbers(JsonNode coordinates) {
        List<BigDecimal> found = new ArrayList<>();
        if (coordinates.isNumber()) {
            found.add(coordinates.decimalValue());
        }
        coordinates.forEach(child -> found.addAll(numbers(child)));
        return found;
    }
}
