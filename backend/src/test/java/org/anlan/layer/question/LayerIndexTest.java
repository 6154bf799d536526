package org.anlan.layer.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.anlan.geo.Distance;
import org.anlan.testing.TestDatabase;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

/** Answers beside those of PostGIS, for seeded random features and questions. */
class LayerIndexTest {

    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final int FEATURES = 3000;
    private static final int QUESTIONS = 120;

    private static Geometry read(String wkt) {
        try {
            return new WKTReader().read(wkt);
        } catch (org.locationtech.jts.io.ParseException bad) {
            throw new IllegalArgumentException(wkt, bad);
        }
    }

    private static Coordinate place(Random random) {
        return new Coordinate(114.2 + random.nextDouble() * 0.5, 35.3 + random.nextDouble() * 0.5);
    }

    /** A star around a place: simple, often concave; with a hole now and then. */
    private static Geometry star(Random random, Coordinate centre, double size) {
        int corners = 3 + random.nextInt(9);
        Coordinate[] ring = new Coordinate[corners + 1];
        for (int index = 0; index < corners; index++) {
            double angle = 2 * Math.PI * index / corners;
            double radius = size * (0.3 + random.nextDouble());
            ring[index] = new Coordinate(centre.x + radius * Math.cos(angle), centre.y + radius * Math.sin(angle));
        }
        ring[corners] = ring[0].copy();
        Geometry star = FACTORY.createPolygon(ring);
        if (random.nextInt(3) == 0) {
            star = star.difference(FACTORY.createPoint(centre).buffer(size * 0.15, 2));
        }
        return star;
    }

    private static Geometry feature(Random random) {
        Coordinate centre = place(random);
        double size = Math.pow(10, -4 + 2 * random.nextDouble());
        return switch (random.nextInt(5)) {
            case 0 -> FACTORY.createPoint(centre);
            case 1 ->
                FACTORY.createLineString(new Coordinate[] {
                    centre,
                    new Coordinate(centre.x + size * random.nextGaussian(), centre.y + size * random.nextGaussian()),
                    new Coordinate(centre.x + size * random.nextGaussian(), centre.y + size * random.nextGaussian())
                });
            case 2 ->
                star(random, centre, size).union(star(random, new Coordinate(centre.x + 3 * size, centre.y), size));
            default -> star(random, centre, size);
        };
    }

    private record Both(LayerIndex index, Connection connection) {

        List<Integer> ask(String sql, Object... arguments) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int index = 0; index < arguments.length; index++) {
                    statement.setObject(index + 1, arguments[index]);
                }
                List<Integer> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getInt(1));
                    }
                }
                return found;
            }
        }
    }

    private static Both fill(Connection connection, Random random) throws SQLException {
        List<Geometry> features = new ArrayList<>();
        connection.createStatement().execute("CREATE TABLE shape (id integer PRIMARY KEY, geom geometry)");
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO shape VALUES (?, ST_GeomFromWKB(?))")) {
            for (int id = 0; id < FEATURES; id++) {
                features.add(feature(random));
                insert.setInt(1, id);
                insert.setBytes(2, new WKBWriter().write(features.get(id)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return new Both(new LayerIndex(features), connection);
    }

    private static List<Integer> list(int[] features) {
        return java.util.Arrays.stream(features).boxed().toList();
    }

    @Test
    void answers_are_those_of_postgis() throws Exception {
        long seed = Long.getLong("anlan.seed", System.nanoTime());
        System.out.println("layer questions: -Danlan.seed=" + seed);
        Random random = new Random(seed);
        try (TestDatabase.Opened database = TestDatabase.POSTGIS.open();
                Connection connection = database.dataSource().getConnection()) {
            Both both = fill(connection, random);
            for (int question = 0; question < QUESTIONS; question++) {
                intersecting(both, star(random, place(random), 0.003 + 0.2 * random.nextDouble()));
                LocalPlane plane = LocalPlane.at(place(random).x, place(random).y);
                within(both, plane, 20_000 * random.nextDouble() * random.nextDouble());
                nearest(both, plane, 1 + random.nextInt(25));
            }
        }
    }

    private static void intersecting(Both both, Geometry area) throws SQLException {
        assertThat(list(both.index.intersecting(area)))
                .as(area.toText())
                .isEqualTo(both.ask(
                        "SELECT id FROM shape WHERE ST_Intersects(geom, ST_GeomFromWKB(?)) ORDER BY id",
                        new WKBWriter().write(area)));
    }

    private static final String PLANE = "ST_Distance(ST_Scale(geom, ?, ?), ST_Point(?, ?))";

    private static Object[] arguments(LocalPlane plane, Object last) {
        return new Object[] {
            plane.eastMetres(),
            plane.northMetres(),
            plane.lon() * plane.eastMetres(),
            plane.lat() * plane.northMetres(),
            last
        };
    }

    private static void within(Both both, LocalPlane plane, double metres) throws SQLException {
        assertThat(list(both.index.within(plane, metres)))
                .as(plane + " " + metres)
                .isEqualTo(both.ask(
                        "SELECT id FROM shape WHERE " + PLANE + " <= ? ORDER BY id", arguments(plane, metres)));
    }

    private static void nearest(Both both, LocalPlane plane, int count) throws SQLException {
        List<LayerIndex.Near> ours = both.index.nearest(plane, count);
        List<Integer> theirs =
                both.ask("SELECT id FROM shape ORDER BY " + PLANE + ", id LIMIT ?", arguments(plane, count));
        assertThat(ours.stream().map(LayerIndex.Near::feature).toList())
                .as(plane + " " + count)
                .isEqualTo(theirs);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "POINT (114.5 35.5); true",
                "POINT (114.4 35.5); true",
                "POINT (114.7 35.5); false",
                "LINESTRING (114.3 35.5, 114.7 35.5); true",
                "POLYGON ((114.45 35.45, 114.55 35.45, 114.55 35.55, 114.45 35.55, 114.45 35.45)); true",
                "POLYGON ((114.0 35.0, 115.0 35.0, 115.0 36.0, 114.0 36.0, 114.0 35.0)); true",
                "POLYGON ((114.6 35.4, 114.7 35.4, 114.7 35.6, 114.6 35.6, 114.6 35.4)); true"
            })
    void the_edge_belongs_to_an_area_and_what_holds_the_area_touches_it(String feature, boolean found) {
        Geometry area = read("POLYGON ((114.4 35.4, 114.6 35.4, 114.6 35.6, 114.4 35.6, 114.4 35.4))");
        assertThat(new LayerIndex(List.of(read(feature))).intersecting(area)).hasSize(found ? 1 : 0);
    }

    @Test
    void a_collection_of_an_area_and_a_line_is_asked_as_a_whole() {
        LayerIndex points = new LayerIndex(
                List.of(read("POINT (114.5 35.5)"), read("POINT (114.8 35.5)"), read("POINT (114.8 35.7)")));
        Geometry both =
                read("GEOMETRYCOLLECTION (POLYGON ((114.4 35.4, 114.6 35.4, 114.6 35.6, 114.4 35.6, 114.4 35.4)),"
                        + " LINESTRING (114.7 35.5, 114.9 35.5))");
        assertThat(points.intersecting(both)).containsExactly(0, 1);
    }

    @Test
    void a_point_in_a_hole_is_as_far_away_as_the_rim_and_one_inside_is_at_zero() {
        LayerIndex ring = new LayerIndex(List.of(read("POLYGON ((114 35, 115 35, 115 36, 114 36, 114 35),"
                + " (114.4 35.4, 114.6 35.4, 114.6 35.6, 114.4 35.6, 114.4 35.4))")));
        assertThat(ring.nearest(LocalPlane.at(114.2, 35.2), 1).get(0).metres()).isZero();
        assertThat(ring.nearest(LocalPlane.at(114.5, 35.59), 1).get(0).metres()).isCloseTo(1110, Offset.offset(2.0));
    }

    @Test
    void a_layer_without_features_answers_nothing_and_more_than_there_are_gives_all() {
        LocalPlane plane = LocalPlane.at(114.5, 35.5);
        assertThat(new LayerIndex(List.of()).nearest(plane, 3)).isEmpty();
        assertThat(new LayerIndex(List.of()).within(plane, 1000)).isEmpty();
        assertThat(new LayerIndex(List.of(read("POINT (110 30)"))).nearest(plane, 3))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"114.5, 35.51, 0.005", "114.9, 35.5, 0.005", "114.6, 35.2, 0.005", "115.3, 36.0, 0.005"})
    void distances_on_the_plane_are_those_on_the_ellipsoid(double lon, double lat, double share) {
        double exact = Distance.metres(new Coordinate(114.5, 35.5), new Coordinate(lon, lat));
        double plane = Math.sqrt(LocalPlane.at(114.5, 35.5).squaredTo(lon, lat));
        assertThat(plane).isCloseTo(exact, Offset.offset(exact * share));
    }
}
