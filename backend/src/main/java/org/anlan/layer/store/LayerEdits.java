package org.anlan.layer.store;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.anlan.picture.Durability;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes edits of features and tells what was edited; tables {@code layer_edit}, {@code layer_feature} and the numbers in
 * {@code layer}. An edit is on the disk when its call returns. One SQL text for both databases.
 */
public final class LayerEdits {

    private static final String NEXT = "UPDATE layer SET edit = edit + 1 WHERE id = ?";
    private static final String NUMBERS = "SELECT id, edit, loaded_edit FROM layer";
    private static final String NUMBER = "SELECT edit FROM layer WHERE id = ?";
    private static final String FIND = "SELECT f.id, f.file_row, f.edit, ST_AsBinary(f.geom) AS geom,"
            + " CAST(f.properties AS varchar) AS properties, l.loaded_edit FROM layer_feature f"
            + " JOIN layer l ON l.id = f.layer WHERE f.layer = ? AND f.id = ?";
    private static final String REMOVE = "DELETE FROM layer_feature WHERE layer = ? AND id = ?";
    private static final String INSERT = "INSERT INTO layer_feature (layer, id, file_row, edit, geom, properties)"
            + " VALUES (?, ?, ?, ?, ST_GeomFromWKB(?, 4490), CAST(? AS document))";
    private static final String LOG_PUT =
            "INSERT INTO layer_edit (layer, id, file_row, edit, geom, properties, before_edit, actor, at)"
                    + " VALUES (?, ?, ?, ?, ST_GeomFromWKB(?, 4490), CAST(? AS document), ?, ?, ?)";
    private static final String LOG_REMOVE =
            "INSERT INTO layer_edit (layer, id, file_row, edit, before_edit, actor, at) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String SINCE = "SELECT id, file_row, edit, before_edit, ST_AsBinary(geom) AS geom,"
            + " CAST(properties AS varchar) AS properties FROM layer_edit"
            + " WHERE layer = ? AND edit > ? AND edit <= ? ORDER BY edit";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Durability durability;
    private final JsonMapper mapper;
    private final Clock clock;

    public LayerEdits(DataSource dataSource, Durability durability, JsonMapper mapper, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.durability = durability;
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * How far a layer is.
     *
     * @param edit number of the last edit or load
     * @param loaded number of the last load of its file
     */
    public record Numbers(long edit, long loaded) {}

    /** @param version the edit that made the feature what it is, or the load of the file that brought it */
    public record Versioned(LayerRow row, long version) {}

    /** @param created whether there was no such feature before */
    public record Done(long version, boolean created) {}

    /** Of every layer that was ever read or edited. */
    public Map<String, Numbers> numbers() {
        return jdbc
                .sql(NUMBERS)
                .query((row, number) ->
                        Map.entry(row.getString("id"), new Numbers(row.getLong("edit"), row.getLong("loaded_edit"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public Optional<Versioned> find(String layer, String id) {
        RowReader reader = new RowReader(mapper);
        return jdbc.sql(FIND)
                .params(layer, id)
                .query((row, number) -> {
                    LayerRow found = reader.mapRow(row, number);
                    return new Versioned(found, found.edit() == 0 ? row.getLong("loaded_edit") : found.edit());
                })
                .optional();
    }

    /** The edits behind {@code after} up to {@code last}, in their order. */
    public List<LayerChange> since(String layer, long after, long last) {
        RowReader reader = new RowReader(mapper);
        return jdbc.sql(SINCE)
                .params(layer, after, last)
                .query((row, number) -> {
                    long before = row.getLong("before_edit");
                    boolean none = row.wasNull();
                    return new LayerChange(
                            row.getLong("edit"),
                            none ? 0 : LayerRow.place(before, row.getInt("file_row")),
                            row.getBytes("geom") == null ? null : reader.mapRow(row, number));
                })
                .list();
    }

    /**
     * Creates or replaces a feature.
     *
     * @param expected the version it must have, or null
     * @throws PictureException 412 when it has another
     */
    public Done put(
            String layer, String id, Geometry geometry, Map<String, Object> properties, String actor, Long expected) {
        byte[] binary = new WKBWriter().write(geometry);
        String document = mapper.writeValueAsString(properties);
        Done done = transaction.execute(status -> {
            long edit = next(layer);
            Optional<LayerRow> before = check(layer, id, expected);
            int row = before.map(LayerRow::row).orElse(0);
            jdbc.sql(REMOVE).params(layer, id).update();
            jdbc.sql(INSERT).params(layer, id, row, edit, binary, document).update();
            jdbc.sql(LOG_PUT)
                    .params(layer, id, row, edit, binary, document)
                    .param(before.map(LayerRow::edit).orElse(null))
                    .params(actor, now())
                    .update();
            return new Done(edit, before.isEmpty());
        });
        durability.flush();
        return done;
    }

    /**
     * @param expected the version it must have, or null
     * @throws PictureException 404 when there is no such feature, 412 when it has another version
     */
    public void remove(String layer, String id, String actor, Long expected) {
        transaction.executeWithoutResult(status -> {
            long edit = next(layer);
            LayerRow before = check(layer, id, expected).orElseThrow(() -> missing(layer, id));
            jdbc.sql(REMOVE).params(layer, id).update();
            jdbc.sql(LOG_REMOVE)
                    .params(layer, id, before.row(), edit, before.edit(), actor, now())
                    .update();
        });
        durability.flush();
    }

    /** Takes the layer for this transaction: other edits and loads of it wait until its end. */
    private long next(String layer) {
        if (jdbc.sql(NEXT).param(layer).update() == 0) {
            throw new IllegalStateException("layer " + layer + " was never made in the database");
        }
        return jdbc.sql(NUMBER).param(layer).query(Long.class).single();
    }

    private Optional<LayerRow> check(String layer, String id, Long expected) {
        Optional<Versioned> before = find(layer, id);
        Long current = before.map(Versioned::version).orElse(null);
        if (expected != null && !expected.equals(current)) {
            Problem stale = Problem.of(
                    412,
                    "stale",
                    "要素已被他人修改或删除,请重新读取后再改",
                    "the feature was changed or removed meanwhile; read it again and redo the edit");
            throw new PictureException(current == null ? stale : stale.with("current", current));
        }
        return before.map(Versioned::row);
    }

    public static PictureException missing(String layer, String id) {
        String shown = Problem.shown(id);
        return new PictureException(Problem.of(
                404,
                "feature",
                "图层 " + layer + " 中没有要素「" + shown + "」",
                "layer " + layer + " has no feature \"" + shown + "\""));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
