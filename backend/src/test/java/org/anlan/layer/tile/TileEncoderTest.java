package org.anlan.layer.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.MvtReader;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.TagKeyValueMapConverter;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.model.JtsLayer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.anlan.layer.catalogue.GeometryKind;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.LayerRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class TileEncoderTest {

    private static final TileAddress TILE = new TileAddress(12, 3350, 1612);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POINT   | POINT (114.45 35.7)",
                "LINE    | LINESTRING (114.44 35.67, 114.46 35.7, 114.5 35.68)",
                "POLYGON | POLYGON ((114.44 35.67, 114.5 35.67, 114.48 35.7, 114.44 35.67))",
                "POLYGON | POLYGON ((114.44 35.67, 114.44 35.7, 114.5 35.7, 114.5 35.67, 114.44 35.67),"
                        + " (114.46 35.68, 114.47 35.68, 114.47 35.69, 114.46 35.68))",
                "LINE    | MULTILINESTRING ((114.44 35.67, 114.46 35.68), (114.47 35.69, 114.5 35.7))",
            })
    void what_goes_into_a_tile_comes_out_within_a_unit(GeometryKind kind, String wkt) {
        Geometry expected = geometry(wkt);
        JtsLayer decoded = decode(encode(kind, TILE, expected));
        List<Coordinate> places = new ArrayList<>();
        decoded.getGeometries().forEach(part -> places.addAll(List.of(part.getCoordinates())));
        double unit = TileAddress.side(TILE.z()) / TileEncoder.EXTENT;
        Geometry projected = WebMercator.project(expected);
        assertThat(places).hasSize(expected.getNumPoints()).allSatisfy(place -> assertThat(
                        distance(projected, inMetres(place)))
                .isLessThanOrEqualTo(unit));
    }

    @Test
    void a_tile_carries_the_catalogues_properties_and_no_others() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", "卫河");
        all.put("secret", "x");
        all.put("width", 12.5);
        all.put("lit", true);
        all.put("missing", null);
        all.put("list", List.of(1));
        var row = new LayerRow("a", 1, geometry("POINT (114.45 35.7)"), all);
        var source = new FlatLayer(
                layer(GeometryKind.POINT, List.of("name", "width", "lit", "missing", "list")), List.of(row));
        JtsLayer decoded = decode(TileEncoder.encode(source, TILE));
        assertThat(decoded.getName()).isEqualTo("things");
        assertThat(decoded.getExtent()).isEqualTo(4096);
        assertThat(decoded.getGeometries())
                .extracting(Geometry::getUserData)
                .containsExactly(Map.of("name", "卫河", "width", 12.5, "lit", true));
    }

    @Test
    void nothing_near_gives_no_bytes() {
        assertThat(encode(GeometryKind.POINT, TILE, geometry("POINT (100 30)"))).isEmpty();
        assertThat(encode(GeometryKind.LINE, TILE, geometry("LINESTRING (114.4 30, 114.6 31)")))
                .isEmpty();
    }

    @Test
    void lines_are_cut_a_little_outside_the_tile() {
        JtsLayer decoded = decode(encode(GeometryKind.LINE, TILE, geometry("LINESTRING (114 35.68, 115 35.68)")));
        Envelope around = decoded.getGeometries().iterator().next().getEnvelopeInternal();
        assertThat(around.getMinX()).isEqualTo(-64);
        assertThat(around.getMaxX()).isEqualTo(4096 + 64);
    }

    @Test
    void a_polygon_that_only_touches_the_margin_leaves_no_line_behind() {
        Envelope bounds = TILE.envelope();
        double margin = bounds.getWidth() * 64 / 4096;
        Geometry beside = new GeometryFactory()
                .toGeometry(new Envelope(
                        bounds.getMaxX() + margin, bounds.getMaxX() + 5 * margin, bounds.getMinY(), bounds.getMaxY()));
        assertThat(encode(GeometryKind.POLYGON, TILE, inDegrees(beside))).isEmpty();
    }

    @Test
    void far_out_a_line_has_fewer_points_and_stays_within_half_a_pixel() {
        long seed = 7;
        Random random = new Random(seed);
        Coordinate[] walk = new Coordinate[400];
        for (int step = 0; step < walk.length; step++) {
            walk[step] = new Coordinate(114.3 + step * 0.001, 35.6 + random.nextDouble() * 0.0015);
        }
        Geometry line = new GeometryFactory().createLineString(walk);
        TileAddress wide = new TileAddress(7, 104, 50);
        Geometry decoded = decode(encode(GeometryKind.LINE, wide, line))
                .getGeometries()
                .iterator()
                .next();
        assertThat(decoded.getNumPoints()).isLessThan(100);
        double unit = TileAddress.side(wide.z()) / TileEncoder.EXTENT;
        Geometry exact = WebMercator.project(line);
        for (Coordinate place : decoded.getCoordinates()) {
            assertThat(distance(exact, inMetres(place, wide)))
                    .as("seed " + seed)
                    .isLessThanOrEqualTo(3 * unit);
        }
    }

    @Test
    void the_same_features_give_the_same_bytes_in_the_order_of_the_file() {
        Geometry[] points = new Geometry[60];
        for (int n = 0; n < points.length; n++) {
            points[n] = geometry("POINT (" + (114.44 + 0.001 * (n * 37 % 60)) + " 35.69)");
        }
        byte[] first = encode(GeometryKind.POINT, TILE, points);
        assertThat(encode(GeometryKind.POINT, TILE, points)).isEqualTo(first);
        assertThat(decode(first).getGeometries())
                .extracting(Geometry::getUserData)
                .startsWith(Map.of("name", "0"), Map.of("name", "1"), Map.of("name", "2"));
    }

    private static byte[] encode(GeometryKind kind, TileAddress tile, Geometry... geometries) {
        List<LayerRow> rows = new ArrayList<>();
        for (int n = 0; n < geometries.length; n++) {
            rows.add(new LayerRow("f" + n, n + 1, geometries[n], Map.of("name", String.valueOf(n))));
        }
        return TileEncoder.encode(new FlatLayer(layer(kind, List.of("name")), rows), tile);
    }

    private static LayerDefinition layer(GeometryKind kind, List<String> properties) {
        return new LayerDefinition("things", "物", "Things", "x", kind, properties, 0, 14, "示意", "test");
    }

    private static JtsLayer decode(byte[] tile) {
        try {
            var all = MvtReader.loadMvt(
                    new ByteArrayInputStream(tile),
                    new GeometryFactory(),
                    new TagKeyValueMapConverter(),
                    MvtReader.RING_CLASSIFIER_V2_1);
            assertThat(all.getLayers()).hasSize(1);
            return all.getLayers().iterator().next();
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private static Coordinate inMetres(Coordinate units) {
        return inMetres(units, TILE);
    }

    private static Coordinate inMetres(Coordinate units, TileAddress tile) {
        Envelope bounds = tile.envelope();
        double unit = bounds.getWidth() / 4096;
        return new Coordinate(bounds.getMinX() + units.x * unit, bounds.getMaxY() - units.y * unit);
    }

    private static double distance(Geometry geometry, Coordinate place) {
        Geometry outline = geometry.getDimension() == 2 ? geometry.getBoundary() : geometry;
        return outline.distance(geometry.getFactory().createPoint(place));
    }

    private static Geometry inDegrees(Geometry metres) {
        Geometry copy = metres.copy();
        copy.apply((Coordinate at) -> {
            double lat = Math.toDegrees(2 * Math.atan(Math.exp(at.y / 6_378_137.0)) - Math.PI / 2);
            at.setX(Math.toDegrees(at.x / 6_378_137.0));
            at.setY(lat);
        });
        copy.geometryChanged();
        assertThat(WebMercator.project(copy).getArea()).isCloseTo(metres.getArea(), within(metres.getArea() * 1e-6));
        return copy;
    }

    private static Geometry geometry(String wkt) {
        try {
            return new WKTReader().read(wkt);
        } catch (ParseException problem) {
            throw new IllegalStateException(problem);
        }
    }
}
