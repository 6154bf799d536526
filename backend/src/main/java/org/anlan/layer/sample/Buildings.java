package org.anlan.layer.sample;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Buildings around places, as people build: close together near the middle, fewer outwards, turned with their street; two
 * in three a rectangle, one in four an L, the others with a courtyard. The same seed gives the same file.
 */
public final class Buildings {

    private static final long SEED = 20210722;
    private static final double DEGREE_METRES = 111_320;

    /** Buildings of one place lie about so far from its middle, metres. */
    private static final double SPREAD_METRES = 350;

    private final Random random = new Random(SEED);
    private final List<Coordinate> places;

    Buildings(List<Coordinate> places) {
        if (places.isEmpty()) {
            throw new IllegalArgumentException("no places to build around");
        }
        this.places = List.copyOf(places);
    }

    /**
     * Writes a GeoJSON file, EPSG:4490.
     *
     * @param arguments how many; a GeoJSON file of points, the places; the file to write
     */
    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        Buildings buildings = new Buildings(points(Path.of(arguments[1])));
        Path file = Path.of(arguments[2]);
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (Writer out = Files.newBufferedWriter(unfinished)) {
            buildings.write(count, out);
        }
        Files.move(unfinished, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Coordinate> points(Path file) throws IOException {
        List<Coordinate> found = new ArrayList<>();
        for (JsonNode feature :
                JsonMapper.shared().readTree(Files.readAllBytes(file)).get("features")) {
            JsonNode place = feature.at("/geometry/coordinates");
            found.add(new Coordinate(place.get(0).asDouble(), place.get(1).asDouble()));
        }
        return found;
    }

    void write(int count, Writer out) throws IOException {
        out.write("{\"type\":\"FeatureCollection\",\"features\":[");
        for (int number = 1; number <= count; number++) {
            out.write(number == 1 ? "\n" : ",\n");
            building(number, out);
        }
        out.write("\n]}\n");
    }

    private void building(int number, Writer out) throws IOException {
        Coordinate place = places.get(random.nextInt(places.size()));
        double shrink = Math.cos(Math.toRadians(place.y));
        double lon = place.x + random.nextGaussian() * SPREAD_METRES / DEGREE_METRES / shrink;
        double lat = place.y + random.nextGaussian() * SPREAD_METRES / DEGREE_METRES;
        double turn = (number % 7) * 0.1 + random.nextGaussian() * 0.03;
        double width = 8 + random.nextDouble() * 12;
        double depth = 6 + random.nextDouble() * 8;
        int floors = 1 + random.nextInt(number % 20 == 0 ? 11 : 3);
        out.write(String.format(
                Locale.ROOT,
                "{\"type\":\"Feature\",\"id\":\"b%d\",\"properties\":{\"floors\":%d,\"basis\":\"demo\"},"
                        + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[",
                number,
                floors));
        double[][][] rings = shape(random.nextInt(12), width, depth);
        for (int ring = 0; ring < rings.length; ring++) {
            out.write(ring == 0 ? "[" : ",[");
            for (int corner = 0; corner < rings[ring].length; corner++) {
                double east = rings[ring][corner][0];
                double north = rings[ring][corner][1];
                double x = lon + (east * Math.cos(turn) - north * Math.sin(turn)) / DEGREE_METRES / shrink;
                double y = lat + (east * Math.sin(turn) + north * Math.cos(turn)) / DEGREE_METRES;
                out.write(String.format(Locale.ROOT, "%s[%.7f,%.7f]", corner == 0 ? "" : ",", x, y));
            }
            out.write("]");
        }
        out.write("]}}");
    }

    /** Closed rings in metres, exterior first. */
    private static double[][][] shape(int kind, double width, double depth) {
        if (kind < 8) {
            return new double[][][] {box(0, 0, width, depth)};
        }
        if (kind < 11) {
            return new double[][][] {
                {{0, 0}, {width, 0}, {width, depth}, {width / 2, depth}, {width / 2, depth * 2}, {0, depth * 2}, {0, 0}}
            };
        }
        double[][] court = box(width / 3, depth / 3, width * 2 / 3, depth * 2 / 3);
        double[][] reversed = {court[0], court[3], court[2], court[1], court[4]};
        return new double[][][] {box(0, 0, width, depth), reversed};
    }

    private static double[][] box(double west, double south, double east, double north) {
        return new double[][] {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
    }
}
