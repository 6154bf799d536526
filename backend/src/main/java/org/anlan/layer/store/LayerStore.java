package org.anlan.layer.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.locationtech.jts.io.WKBWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tables {@code layer} and {@code layer_feature}; one SQL text for both databases. */
public final class LayerStore {

    private static final Logger LOG = LoggerFactory.getLogger(LayerStore.class);
    private static final int BATCH = 500;

    private static final String FIND =
            "SELECT id, hash, loaded, kept, refused, CAST(refusals AS varchar) AS refusals FROM layer WHERE id = ?";
    private static final String INSERT_LAYER = "INSERT INTO layer (id, hash, loaded, refused, refusals, at)"
            + " VALUES (?, '', 0, 0, CAST('[]' AS document), ?)";
    /** Takes the layer for this transaction; edits wait. Not when another node has read the file meanwhile. */
    private static final String TAKE =
            "UPDATE layer SET edit = edit + 1, loaded_edit = edit + 1, hash = ?, at = ? WHERE id = ? AND hash = ?";

    private static final String REPORT =
            "UPDATE layer SET loaded = ?, kept = ?, refused = ?, refusals = CAST(? AS document) WHERE id = ?";
    private static final String EDITED = "SELECT DISTINCT id FROM layer_edit WHERE layer = ?";
    private static final String INSERT_ROW = "INSERT INTO layer_feature (layer, id, file_row, geom, properties)"
            + " VALUES (?, ?, ?, ST_GeomFromWKB(?, 4490), CAST(? AS document))";
    private static final String ROWS = "SELECT id, file_row, edit, ST_AsBinary(geom) AS geom,"
            + " CAST(properties AS varchar) AS properties FROM layer_feature WHERE layer = ? ORDER BY edit, file_row";

    /** One statement: in H2 two of one transaction may see two moments, even with repeatable reads. */
    private static final String BASE = "SELECT l.edit AS number, l.loaded_edit, f.id, f.file_row, f.edit,"
            + " ST_AsBinary(f.geom) AS geom, CAST(f.properties AS varchar) AS properties"
            + " FROM layer l LEFT JOIN layer_feature f ON f.layer = l.id WHERE l.id = ? ORDER BY f.edit, f.file_row";

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

    /** Makes an empty layer where there is none, so that it can be loaded or edited. */
    void create(String layer) {
        try {
            jdbc.sql(INSERT_LAYER).params(layer, now()).update();
        } catch (DuplicateKeyException other) {
            LOG.debug("another node made layer {}", layer);
        }
    }

    /** Every feature with the numbers that say what is in it, all of one moment. */
    public LayerBase base(String layer) {
        RowReader reader = new RowReader(mapper);
        return jdbc.sql(BASE).param(layer).query(found -> {
            if (!found.next()) {
                throw new IllegalStateException("layer " + layer + " was never made in the database");
            }
            long number = found.getLong("number");
            long loaded = found.getLong("loaded_edit");
            List<LayerRow> rows = new ArrayList<>();
            do {
                if (found.getString("id") != null) {
                    rows.add(reader.mapRow(found, rows.size()));
                }
            } while (found.next());
            return new LayerBase(number, loaded, rows);
        });
    }

    /** Every feature of a layer: those of its file in its order, then the edited ones in the order of the edits. */
    public List<LayerRow> list(String layer) {
        return jdbc.sql(ROWS).param(layer).query(new RowReader(mapper)).list();
    }

    /**
     * Puts these features in place of the layer's former ones, all or none; what was edited or removed here is left alone.
     *
     * @param before the hash of what is there
     * @return empty when it is not any more, because another node does the same at this moment
     */
    Optional<LayerState> replace(String layer, String before, String hash, LayerFile.Content content) {
        return transaction.execute(status -> {
            if (jdbc.sql(TAKE).params(hash, now(), layer, before).update() == 0) {
                return Optional.empty();
            }
            Set<String> edited = new HashSet<>(
                    jdbc.sql(EDITED).param(layer).query(String.class).list());
            List<LayerRow> rows = content.rows().stream()
                    .filter(row -> !edited.contains(row.id()))
                    .toList();
            LayerState state = new LayerState(
                    layer,
                    hash,
                    rows.size(),
                    content.rows().size() - rows.size(),
                    content.refusals().size(),
                    content.refusals());
            jdbc.sql(REPORT)
                    .params(state.loaded(), state.kept(), state.refused())
                    .params(mapper.writeValueAsString(state.refusals()), layer)
                    .update();
            jdbc.sql("DELETE FROM layer_feature WHERE layer = ? AND edit = 0")
                    .param(layer)
                    .update();
            WKBWriter writer = new WKBWriter();
            batches.batchUpdate(INSERT_ROW, rows, BATCH, (statement, row) -> bind(statement, layer, row, writer));
            return Optional.of(state);
        });
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
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
                row.getInt("kept"),
                row.getInt("refused"),
                mapper.readValue(row.getString("refusals"), new TypeReference<List<Refusal>>() {}));
    }
}
