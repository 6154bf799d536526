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

    private static final String ROWS = "SELECT id, file_row, ST_AsBinary(geom) AS geom,"
            + " CAST(properties AS varchar) AS properties FROM layer_feature WHERE layer = ?";
    private static final String COUNT = "SELECT COUNT(*) FROM layer_feature WHERE layer = ?";
    private static final String BOX = "SELECT MIN(ST_XMin(geom)) AS west, MAX(ST_XMax(geom)) AS east,"
            + " MIN(ST_YMin(geom)) AS south, MAX(ST_YMax(geom)) AS north FROM layer_feature WHERE layer = ?";
    private static final String IN_AREA =
            " AND geom && ST_GeomFromWKB(?, 4490) AND ST_Intersects(geom, ST_GeomFromWKB(?, 4490))";

    private final JdbcClient jdbc;
    private final JsonMapper mapper;

    public LayerQueries(DataSource dataSource, JsonMapper mapper) {
        this.jdbc = JdbcClient.create(dataSource);
        this.mapper = mapper;
    }

    public Optional<LayerRow> find(String layer, String id) {
        return jdbc.sql(ROWS + " AND id = ?")
                .params(layer, id)
                .query(new RowReader(mapper))
                .optional();
    }

    /**
     * In the database's order of ids.
     *
     * @param area what the features must touch, or null for all
     * @param after only ids behind this one; "" for the first
     */
    public List<LayerRow> page(String layer, Geometry area, String after, int limit) {
        String sql = ROWS + " AND id > ?" + (area == null ? "" : IN_AREA) + " ORDER BY id LIMIT " + limit;
        return within(jdbc.sql(sql).params(layer, after), area)
                .query(new RowReader(mapper))
                .list();
    }

    /** @param area what the features must touch, or null for all */
    public long count(String layer, Geometry area) {
        return within(jdbc.sql(COUNT + (area == null ? "" : IN_AREA)).param(layer), area)
                .query(Long.class)
                .single();
    }

    /** Around everything; empty when the layer has no features. */
    public Envelope box(String layer) {
        return jdbc.sql(BOX).param(layer).query(LayerQueries::envelope).single();
    }

    private static JdbcClient.StatementSpec within(JdbcClient.StatementSpec statement, Geometry area) {
        if (area == null) {
            return statement;
        }
        byte[] binary = new WKBWriter().write(area);
        return statement.param(binary).param(binary);
    }

    private static Envelope envelope(ResultSet row, int number) throws SQLException {
        double west = row.getDouble("west");
        return row.wasNull()
                ? new Envelope()
                : new Envelope(west, row.getDouble("east"), row.getDouble("south"), row.getDouble("north"));
    }
}
