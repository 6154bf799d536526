package org.anlan.layer.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.MvtReader;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.TagKeyValueMapConverter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.anlan.layer.catalogue.GeometryKind;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.LayerRow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;

/** Our encoder beside a library's on random features: the same features, as long and as large, tile by tile. */
class TileOracleTest {

    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final double WEST = 114.4;
    private static final double SOUTH = 35.6;
    private static final double SIDE = 0.06;

    @ParameterizedTest
    @CsvSource({
        "POLYGON, 12, 1",
        "POLYGON, 13, 2",
        "POLYGON, 14, 3",
        "POLYGON, 16, 4",
        "POLYGON, 18, 5",
        "LINE,    10, 6",
        "LINE,    12, 7",
        "LINE,    14, 8",
        "LINE,    17, 9",
        "POINT,   8, 10",
        "POINT,   14, 11"
    })
    void both_put_the_same_into_every_tile(GeometryKind kind, int zoom, long seed) {
        Random random = new Random(seed);
        List<LayerRow> rows = new ArrayList<>();
        for (int row = 0; row < 1500; row++) {
            rows.add(new LayerRow("f" + row, row + 1, feature(kind, random), Map.of("name", "n" + row)));
        }
        LayerDefinition layer =
                new LayerDefinition("things", "物", "Things", "x", kind, List.of("name"), 0, zoom, "示意", "test");
        FlatLayer ours = new FlatLayer(layer, rows);
        LibrarySource theirs = new LibrarySource(layer, rows);
        int tiles = 1 << zoom;
        int fromX = (int) ((WEST + 180) / 360 * tiles);
        int toX = (int) ((WEST + SIDE + 180) / 360 * tiles);
        int fromY = (int) ((0.5 - WebMercator.y(SOUTH + SIDE) / (2 * WebMercator.HALF)) * tiles);
        int toY = (int) ((0.5 - WebMercator.y(SOUTH) / (2 * WebMercator.HALF)) * tiles);
        int compared = 0;
        long onlyOurs = 0;
        for (int x = fromX; x <= toX; x += Math.max(1, (toX - fromX) / 12)) {
            for (int y = fromY; y <= toY; y += Math.max(1, (toY - fromY) / 12)) {
                TileAddress tile = new TileAddress(zoom, x, y);
                Map<Object, Geometry> expected = decode(LibraryEncoder.encode(theirs, tile));
                Map<Object, Geometry> actual = decode(TileEncoder.encode(ours, tile));
                onlyOurs += compare("seed " + seed + ", tile " + tile, expected, actual);
                compared += expected.size();
            }
        }
        assertThat(compared).as("features compared").isGreaterThan(500);
        // The library loses a polygon now and then whose hole touches the cut; we must not.
        assertThat(onlyOurs).as("seed " + seed + ": features the library lost").isLessThanOrEqualTo(compared / 500);
    }

    /** How many features only we have. */
    private static long compare(String where, Map<Object, Geometry> expected, Map<Object, Geometry> actual) {
        for (Object name : expected.keySet()) {
            if (!actual.containsKey(name)) {
                assertThat(isSliver(expected.get(name)))
                        .as(where + ": " + name + " " + expected.get(name))
                        .isTrue();
                continue;
            }
            Geometry theirs = expected.get(name);
            Geometry ours = actual.get(name);
            double length = theirs.getLength();
            assertThat(ours.getArea()).as(where + " " + name).isCloseTo(theirs.getArea(), within(length + 16));
            if (theirs.getDimension() == 1) {
                assertThat(ours.getLength()).as(where + " " + name).isCloseTo(length, within(length / 50 + 24));
            }
            assertThat(ours.getEnvelopeInternal().distance(theirs.getEnvelopeInternal()))
                    .isLessThan(2);
        }
        return actual.entrySet().stream()
                .filter(ours -> !expected.containsKey(ours.getKey()))
                .filter(ours -> !isSliver(ours.getValue()))
                .count();
    }

    /** What only reaches into the margin may round to nothing in one of the two. */
    private static boolean isSliver(Geometry geometry) {
        return geometry.getDimension() > 0 && geometry.getArea() < 100 && geometry.getLength() < 60;
    }

    private static Geometry feature(GeometryKind kind, Random random) {
        Coordinate at = new Coordinate(WEST + random.nextDouble() * SIDE, SOUTH + random.nextDouble() * SIDE);
        return switch (kind) {
            case POINT -> FACTORY.createPoint(at);
            case LINE -> walk(at, random);
            case POLYGON -> star(at, random);
        };
    }

    private static Geometry walk(Coordinate from, Random random) {
        Coordinate[] steps = new Coordinate[2 + random.nextInt(20)];
        Coordinate at = from;
        for (int step = 0; step < steps.length; step++) {
            steps[step] = at;
            at = new Coordinate(at.x + (random.nextDouble() - 0.3) * 0.004, at.y + (random.nextDouble() - 0.5) * 0.004);
        }
        return FACTORY.createLineString(steps);
    }

    /** A star-shaped ring around a place, sometimes with a hole. */
    private static Geometry star(Coordinate at, Random random) {
        double radius = 0.0002 + random.nextDouble() * 0.0015;
        LinearRing outside = ring(at, radius, 4 + random.nextInt(8), random);
        LinearRing[] holes =
                random.nextInt(4) == 0 ? new LinearRing[] {ring(at, radius * 0.3, 5, random)} : new LinearRing[0];
        return FACTORY.createPolygon(outside, holes);
    }

    private static LinearRing ring(Coordinate at, double radius, int corners, Random random) {
        Coordinate[] points = new Coordinate[corners + 1];
        for (int corner = 0; corner < corners; corner++) {
            double angle = 2 * Math.PI * corner / corners;
            double far = radius * (0.7 + 0.3 * random.nextDouble());
            points[corner] = new Coordinate(at.x + far * Math.cos(angle), at.y + far * Math.sin(angle));
        }
        points[corners] = points[0];
        return FACTORY.createLinearRing(points);
    }

    private static Map<Object, Geometry> decode(byte[] tile) {
        if (tile.length == 0) {
            return Map.of();
        }
        try {
            var all = MvtReader.loadMvt(
                    new ByteArrayInputStream(tile),
                    FACTORY,
                    new TagKeyValueMapConverter(),
                    MvtReader.RING_CLASSIFIER_V2_1);
            return all.getLayers().iterator().next().getGeometries().stream()
                    .collect(Collectors.toMap(
                            geometry -> ((Map<?, ?>) geometry.getUserData()).get("name"),
                            geometry -> geometry,
                            (one, two) -> FACTORY.createGeometryCollection(new Geometry[] {one, two})));
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
    }
}
