package org.anlan.layer.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A row with id, file_row, edit, geom as WKB and properties as text. For one query, in one thread. */
final class RowReader implements RowMapper<LayerRow> {

    private static final int SRID = 4490;

    private final WKBReader reader = new WKBReader(new GeometryFactory(new PrecisionModel(), SRID));
    private final JsonMapper mapper;

    RowReader(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public LayerRow mapRow(ResultSet row, int number) throws SQLException {
        try {
            return new LayerRow(
                    row.getString("id"),
                    row.getInt("file_row"),
                    row.getLong("edit"),
                    reader.read(row.getBytes("geom")),
                    mapper.readValue(row.getString("properties"), new TypeReference<Map<String, Object>>() {}));
        } catch (ParseException problem) {
            throw new IllegalStateException("the database gave no geometry for " + row.getString("id"), problem);
        }
    }
}
