package org.anlan.bench.map;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.anlan.layer.question.LayerIndex.Near;
import org.anlan.layer.question.LocalPlane;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;

/**
 * The same questions to PostGIS, by prepared statements over one connection, each from an index: areas on degrees,
 * distances on metres of the plane that all questions share.
 */
final class PostgisQuestions implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement intersecting;
    private final PreparedStatement within;
    private final PreparedStatement nearest;

    PostgisQuestions(Connection connection, Buildings buildings, LocalPlane plane) throws SQLException {
        this.connection = connection;
        buildings.copyTo(connection);
        Buildings.run(
                connection,
                "CREATE TABLE area AS SELECT id, geom FROM building",
                "CREATE TABLE flat AS SELECT id, ST_Scale(geom, " + plane.eastMetres() + ", " + plane.northMetres()
                        + ") AS geom FROM building",
                "CREATE INDEX area_geom ON area USING gist (geom)",
                "CREATE INDEX flat_geom ON flat USING gist (geom)",
                "VACUUM ANALYZE area",
                "VACUUM ANALYZE flat");
        intersecting = connection.prepareStatement("SELECT id FROM area WHERE ST_Intersects(geom, ST_GeomFromWKB(?))");
        within = connection.prepareStatement("SELECT id FROM flat WHERE ST_DWithin(geom, ST_Point(?, ?), ?)");
        nearest = connection.prepareStatement(
                "SELECT id, geom <-> ST_Point(?, ?) AS metres FROM flat ORDER BY metres LIMIT ?");
    }

    int[] intersecting(Geometry area) throws SQLException {
        intersecting.setBytes(1, new WKBWriter().write(area));
        return ids(intersecting);
    }

    int[] within(LocalPlane plane, double metres) throws SQLException {
        within.setDouble(1, plane.lon() * plane.eastMetres());
        within.setDouble(2, plane.lat() * plane.northMetres());
        within.setDouble(3, metres);
        return ids(within);
    }

    private static int[] ids(PreparedStatement statement) throws SQLException {
        IntStream.Builder found = IntStream.builder();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getInt(1));
            }
        }
        return found.build().toArray();
    }

    List<Near> nearest(LocalPlane plane, int count) throws SQLException {
        nearest.setDouble(1, plane.lon() * plane.eastMetres());
        nearest.setDouble(2, plane.lat() * plane.northMetres());
        nearest.setInt(3, count);
        List<Near> found = new ArrayList<>();
        try (ResultSet rows = nearest.executeQuery()) {
            while (rows.next()) {
                found.add(new Near(rows.getInt(1), rows.getDouble(2)));
            }
        }
        return found;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
