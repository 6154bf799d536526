package org.anlan.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class GeometryTest {

    private static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text);
        } catch (ParseException problem) {
            throw new IllegalArgumentException(problem);
        }
    }

    private static Geometry read(String json) {
        return GeoJson.read(JsonMapper.shared().readTree(json));
    }

    private static String write(Geometry geometry) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(text)) {
            GeoJson.write(geometry, json);
        }
        return text.toString();
    }

    /** A quarter of the WGS84 meridian, and a degree of the equator. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0, 90, 10001965.729", "0, 0, 1, 0, 111319.491", "114.368, 35.522, 114.368, 35.522, 0"})
    void distances_are_geodesic(double lon, double lat, double toLon, double toLat, double metres) {
        assertThat(Distance.metres(new Coordinate(lon, lat), new Coordinate(toLon, toLat)))
                .isEqualTo(metres, within(0.001));
    }

    @Test
    void the_nearest_place_is_nearest_in_metres_not_in_degrees() {
        Geometry diagonal = wkt("LINESTRING (114 35, 115 36)");
        Coordinate from = new Coordinate(114.9, 35.2);
        Coordinate near = Distance.nearest(from, diagonal);
        double best = Double.MAX_VALUE;
        for (int step = 0; step <= 10_000; step++) {
            double share = step / 10_000.0;
            best = Math.min(best, Distance.metres(from, new Coordinate(114 + share, 35 + share)));
        }
        assertThat(Distance.metres(from, near)).isEqualTo(best, within(best * 0.001));
        assertThat(Distance.metres(
                        new Coordinate(114.5, 35.5), wkt("POLYGON ((114 35, 115 35, 115 36, 114 36, 114 35))")))
                .isZero();
    }

    @Test
    void a_square_of_a_hundredth_of_a_degree_has_its_area() {
        Polygon square = (Polygon) wkt("POLYGON ((0 0, 0.01 0, 0.01 0.01, 0 0.01, 0 0))");
        assertThat(Distance.area(square)).isEqualTo(1113.195 * 1105.743, within(30.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0)) | 自相交 | 1 | 1",
                "POINT (35.5 114.3) | 经纬度颠倒 | 35.5 | 114.3",
                "POINT (114.3 95) | 经纬度范围 | 114.3 | 95",
                "POINT (200 35.5) | 经纬度范围 | 200 | 35.5",
                "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (5 5, 6 5, 6 6, 5 5)) | 洞在外环之外 | 5 | 5",
            })
    void a_fault_is_named_with_its_place(String text, String chinese, double x, double y) {
        GeometryCheck.Fault fault = GeometryCheck.fault(wkt(text)).orElseThrow();
        assertThat(fault.chinese()).contains(chinese);
        assertThat(fault.english()).isNotBlank();
        assertThat(fault.at().x).isEqualTo(x, within(1e-9));
        assertThat(fault.at().y).isEqualTo(y, within(1e-9));
    }

    @Test
    void repair_keeps_the_area_of_both_halves() {
        Geometry fixed = GeometryCheck.repair(wkt("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))"));
        assertThat(GeometryCheck.fault(fixed)).isEmpty();
        assertThat(fixed.getArea()).isEqualTo(2, within(1e-9));
    }

    @Test
    void measuring_leaves_the_geometry_as_it_was() {
        Geometry area = wkt("POLYGON ((114 35, 115 35, 115 36, 114 36, 114 35))");
        Geometry before = area.copy();
        double first = Distance.metres(new Coordinate(114.5, 36.1), area);
        assertThat(Distance.metres(new Coordinate(114.5, 36.1), area)).isEqualTo(first);
        assertThat(area.equalsExact(before)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"35.5, 114.3, true", "114.3, 35.5, false", "35.5, 35.5, false"})
    void exchanged_numbers_are_noticed(double x, double y, boolean swapped) {
        Envelope county = new Envelope(114.2, 114.8, 35.4, 35.9);
        assertThat(GeometryCheck.looksSwapped(new Coordinate(x, y), county)).isEqualTo(swapped);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POINT (114.368 35.522)",
                "LINESTRING (114 35, 115 36)",
                "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 1 1))",
                "MULTIPOINT ((1 2), (3 4))",
                "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))",
                "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
                "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))",
            })
    void geojson_comes_back_as_it_went(String text) {
        assertThat(read(write(wkt(text))).norm()).isEqualTo(wkt(text).norm());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6})
    void random_places_come_back_within_a_centimetre(long seed) {
        Random random = new Random(seed);
        for (int place = 0; place < 500; place++) {
            Coordinate start = new Coordinate(random.nextDouble() * 360 - 180, random.nextDouble() * 178 - 89);
            Coordinate back =
                    read(write(new GeometryFactory().createPoint(start))).getCoordinate();
            assertThat(Distance.metres(start, back)).isLessThan(0.01);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,2] | GeoJSON object",
                "{\"type\":\"Circle\"} | unknown geometry type: \"Circle\"",
                "{\"type\":\"Point\",\"coordinates\":[\"114\",35]} | two numbers [lon, lat]: [\"114\",35]",
                "{\"type\":\"Point\",\"coordinates\":114} | two numbers",
                "{\"type\":\"LineString\",\"coordinates\":[[1,2]]} | at least two points",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]} | not closed",
                "{\"type\":\"Polygon\",\"coordinates\":[]} | at least one ring",
            })
    void what_is_no_geometry_is_refused_with_its_value(String json, String reason) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(GeoException.class).hasMessageContaining(reason);
    }
}
