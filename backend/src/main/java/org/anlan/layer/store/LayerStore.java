package org.anlan.layer.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tables {@code layer} and {@code layer_feature}; one SQL text for both databases. */
public final class LayerStore {

    private static final int BATCH = 500;

    private static final String FIND =
            "SELECT id, hash, loaded, refused, CAST(refusals AS varchar) AS refusals FROM layer WHERE id = ?";
    private static final String INSERT_LAYER = "INSERT INTO layer (id, hash, loaded, refused, refusals, at)"
            + " VALUES (?, ?, ?, ?, CAST(? AS document), ?)";
    private static final String INSERT_ROW = "INSERT INTO layer_feature (layer, id, file_row, geom, properties)"
            + " VALUES (?, ?, ?, ST_GeomFromWKB(?, 4490), CAST(? AS document))";
    private static final String ROWS = "SELECT id, file_row, ST_AsBinary(geom) AS geom,"
            + " CAST(properties AS varchar) AS properties FROM layer_feature WHERE layer = ? ORDER BY file_row";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;
    private final JsonMapper mapper;
    private final Clock clock;

    public LayerStore(DataSource dataSource, JsonMapper mapper, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.batches = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.mapper = mapper;
        this.clock = clock;
    }

    public Optional<LayerState> find(String layer) {
        return jdbc.sql(FIND).param(layer).query(this::state).optional();
    }

    /** Every feature of a layer in the order of its file. */
    public List<LayerRow> list(String layer) {
        return jdbc.sql(ROWS).param(layer).query(new RowReader(mapper)).list();
    }

    /**
     * Puts these features in place of the layer's former ones, all or none.
     *
     * @throws org.springframework.dao.DataAccessException also when another node does the same at this moment
     */
    public void replace(LayerState state, List<LayerRow> rows) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("DELETE FROM layer WHERE id = ?").param(state.id()).update();
            jdbc.sql(INSERT_LAYER)
                    .params(state.id(), state.hash(), state.loaded(), state.refused())
                    .params(mapper.writeValueAsString(state.refusals()))
                    .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .update();
            jdbc.sql("DELETE FROM layer_feature WHERE layer = ?")
                    .param(state.id())
                    .update();
            WKBWriter writer = new WKBWriter();
            batches.batchUpdate(INSERT_ROW, rows, BATCH, (statement, row) -> bind(statement, state.id(), row, writer));
        });
    }

    private void bind(PreparedStatement statement, String layer, LayerRow row, WKBWriter writer) throws SQLException {
        statement.setString(1, layer);
        statement.setString(2, row.id());
        statement.setInt(3, row.row());
        statement.setBytes(4, writer.write(row.geometry()));
        statement.setString(5, mapper.writeValueAsString(row.properties()));
    }

    private LayerState state(ResultSet row, int number) throws SQLException {
        return new LayerState(
                row.getString("id"),
                row.getString("hash"),
                row.getInt("loaded"),
                row.getInt("refused"),
                mapper.readValue(row.getString("refusals"), new TypeReference<List<Refusal>>() {}));
    }
}
