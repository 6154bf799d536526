package org.anlan.layer.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Reads parts of a layer from {@code layer_feature}; one SQL text for both databases. Areas are EPSG:4490 lon/lat. */
public final class LayerQueries {

    private static final String ROWS = "SELECT id, file_row, edit, ST_AsBinary(geom) AS geom,"
            + " CAST(properties AS varchar) AS properties FROM layer_feature WHERE ";
    private static final String COUNT = "SELECT COUNT(*) FROM layer_feature WHERE ";
    private static final String BOX = "SELECT MIN(ST_XMin(geom)) AS west, MAX(ST_XMax(geom)) AS east,"
            + " MIN(ST_YMin(geom)) AS south, MAX(ST_YMax(geom)) AS north FROM layer_feature WHERE layer = ?";

    private static final String OF_LAYER = "layer = ?";

    private static final String IN_AREA =
            " AND geom && ST_GeomFromWKB(?, 4490) AND ST_Intersects(geom, ST_GeomFromWKB(?, 4490))";

    /** Keeps H2 from the primary key's index, by which it would read the whole layer. */
    private static final String BY_PLACE = "layer || '/' = ?";

    private final JdbcClient jdbc;
    private final JsonMapper mapper;

    public LayerQueries(DataSource dataSource, JsonMapper mapper) {
        this.jdbc = JdbcClient.create(dataSource);
        this.mapper = mapper;
    }

    public Optional<LayerRow> find(String layer, String id) {
        return jdbc.sql(ROWS + OF_LAYER + " AND id = ?")
                .params(layer, id)
                .query(new RowReader(mapper))
                .optional();
    }

    /** @param isMost whether much of the layer lies in it: then reading in order is faster than looking up places */
    public record Area(Geometry geometry, boolean isMost) {}

    /**
     * In the database's order of ids.
     *
     * @param area what the features must touch, or null for all
     * @param after only ids behind this one; "" for the first
     */
    public List<LayerRow> page(String layer, Area area, String after, int limit) {
        String sql = ROWS + where(area) + " AND id > ? ORDER BY layer, id LIMIT " + limit; // the primary key's order
        return within(jdbc.sql(sql), layer, area)
                .param(after)
                .query(new RowReader(mapper))
                .list();
    }

    /** @param area what the features must touch, or null for all */
    public long count(String layer, Area area) {
        return within(jdbc.sql(COUNT + where(area)), layer, area)
                .query(Long.class)
                .single();
    }

    /** Around everything; empty when the layer has no features. */
    public Envelope box(String layer) {
        return jdbc.sql(BOX).param(layer).query(LayerQueries::envelope).single();
    }

    private static String where(Area area) {
        return area == null ? OF_LAYER : (area.isMost() ? OF_LAYER : BY_PLACE) + IN_AREA;
    }

    private static JdbcClient.StatementSpec within(JdbcClient.StatementSpec statement, String layer, Area area) {
        if (area == null) {
            return statement.param(layer);
        }
        byte[] binary = new WKBWriter().write(area.geometry());
        return statement
                .param(area.isMost() ? layer : layer + "/")
                .param(binary)
                .param(binary);
    }

    private static Envelope envelope(ResultSet row, int number) throws SQLException {
        double west = row.getDouble("west");
        return row.wasNull()
                ? new Envelope()
                : new Envelope(west, row.getDouble("east"), row.getDouble("south"), row.getDouble("north"));
    }
}
