package org.anlan.bench.map;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.anlan.layer.tile.TileAddress;

/** Tiles by {@code ST_AsMVT}, from geometries that lie in Web Mercator already, through one connection. */
final class PostgisTiles implements AutoCloseable {

    /** The same margin around the tile and the same properties as ours. */
    private static final String TILE = "WITH bounds AS (SELECT ST_TileEnvelope(?, ?, ?) AS box,"
            + " ST_TileEnvelope(?, ?, ?, margin => 64.0 / 4096) AS wide)"
            + " SELECT ST_AsMVT(tile, 'buildings', 4096, 'geom') FROM ("
            + "SELECT ST_AsMVTGeom(building.geom, bounds.box, 4096, 64, true) AS geom, floors, basis"
            + " FROM building, bounds WHERE building.geom && bounds.wide) AS tile";

    private final Connection connection;
    private final PreparedStatement tile;
    private final PreparedStatement move;

    PostgisTiles(Connection connection, Buildings buildings) throws SQLException {
        this.connection = connection;
        buildings.copyTo(connection);
        Buildings.run(
                connection,
                "ALTER TABLE building ALTER geom TYPE geometry(Polygon, 3857)"
                        + " USING ST_Transform(ST_SetSRID(geom, 4326), 3857)",
                "CREATE INDEX building_geom ON building USING gist (geom)",
                "CREATE UNIQUE INDEX building_id ON building (id)",
                "VACUUM ANALYZE building");
        this.tile = connection.prepareStatement(TILE);
        this.move = connection.prepareStatement("UPDATE building SET geom = ST_Translate(geom, 1, 1) WHERE id = ?");
    }

    byte[] encode(TileAddress address) throws SQLException {
        for (int times = 0; times < 2; times++) {
            tile.setInt(3 * times + 1, address.z());
            tile.setInt(3 * times + 2, address.x());
            tile.setInt(3 * times + 3, address.y());
        }
        try (ResultSet rows = tile.executeQuery()) {
            rows.next();
            return rows.getBytes(1);
        }
    }

    /** Moves one building by a metre, durably. */
    void move(int id) throws SQLException {
        move.setInt(1, id);
        if (move.executeUpdate() != 1) {
            throw new IllegalStateException("there is no building " + id);
        }
    }

    @Override
    public void close() throws SQLException {
        move.close();
        tile.close();
        connection.close();
    }
}
