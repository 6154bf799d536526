package org.anlan.picture.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.anlan.picture.Answer;
import org.anlan.picture.Change;
import org.anlan.picture.Durability;
import org.anlan.picture.Problem;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.sql.Columns;
import org.anlan.picture.store.Batch.Entry;
import org.anlan.picture.store.Batch.RequestKey;
import org.anlan.picture.store.Batch.RequestRow;
import org.locationtech.jts.geom.Geometry;

/** The log, its fold and its answers in SQL. Plain JDBC, because the moment of the commit matters here. */
final class PictureStore {

    /** Where a space's log stands in the database, and the clock it then has: that moves only with the log. */
    record SpaceHead(String epoch, long seq, SpaceClock clock) {

        static SpaceHead of(ResultSet row) throws SQLException {
            OffsetDateTime at = row.getObject("clock", OffsetDateTime.class);
            SpaceClock clock = at == null
                    ? SpaceClock.REAL
                    : new SpaceClock(at.toInstant(), Jdbc.instant(row, "clock_since"), row.getDouble("rate"));
            return new SpaceHead(row.getString("epoch"), row.getLong("seq"), clock);
        }

        /** This one, unless the other was seen later in the same log, or in another. */
        SpaceHead orNewer(SpaceHead other) {
            return epoch.equals(other.epoch) && seq > other.seq ? this : other;
        }
    }

    /** A space as it was read at start, all from one moment. */
    record Loaded(SpaceHead head, Instant at, List<Feature<?>> features) {}

    private static final int TRIAL_BYTES = 64 << 10;

    private final DataSource dataSource;
    private final Durability durability;
    private final FeatureJson json;
    private final Runnable moved;

    /** @param moved told after each append, must return at once */
    PictureStore(DataSource dataSource, Durability durability, FeatureJson json, Runnable moved) {
        this.dataSource = dataSource;
        this.durability = durability;
        this.json = json;
        this.moved = moved;
    }

    Loaded load(String space) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            int isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                Loaded head = Jdbc.query(
                                connection,
                                Sql.HEAD,
                                row -> new Loaded(SpaceHead.of(row), Jdbc.instant(row, "at"), List.of()),
                                space)
                        .get(0);
                List<Feature<?>> features =
                        Jdbc.query(connection, Sql.FEATURES, row -> json.decode(row.getString("body")), space);
                connection.commit();
                return new Loaded(head.head, head.at, features);
            } finally {
                Jdbc.restore(connection, isolation);
            }
        }
    }

    Optional<SpaceHead> head(String space) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Jdbc.query(connection, Sql.HEAD, SpaceHead::of, space).stream()
                    .findFirst();
        }
    }

    Map<RequestKey, RequestRow> answered(String space, Collection<RequestKey> keys) throws SQLException {
        if (keys.isEmpty()) {
            return Map.of();
        }
        try (Connection connection = dataSource.getConnection()) {
            Map<RequestKey, RequestRow> found = new HashMap<>();
            Jdbc.query(
                            connection,
                            Sql.ANSWERED,
                            this::request,
                            Columns.text(connection, keys, RequestKey::actor),
                            Columns.text(connection, keys, RequestKey::key),
                            space)
                    .forEach(row -> found.put(row.key(), row));
            return found;
        }
    }

    private RequestRow request(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        String text = row.getString("answer");
        Problem problem = status >= 400 ? json.decodeProblem(text) : null;
        Answer answer = new Answer(
                status, problem == null ? text : null, problem, row.getLong("seq"), row.getLong("version"), false);
        return new RequestRow(
                new RequestKey(row.getString("actor"), row.getString("request_key")),
                row.getString("body_hash"),
                answer);
    }

    /**
     * Appends a batch in one transaction; when it returns true, it is on the disk.
     *
     * @return false when another node moved the head first
     * @throws SQLException nothing was written
     * @throws UnknownOutcomeException it may have been written: ask {@link #holds}
     */
    boolean append(Batch batch, String epoch) throws SQLException, UnknownOutcomeException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!write(connection, batch, epoch)) {
                    connection.rollback();
                    return false;
                }
            } catch (SQLException | RuntimeException problem) {
                Jdbc.rollBack(connection, problem);
                throw problem;
            }
            try {
                connection.commit();
                connection.setAutoCommit(true);
                durability.flush(connection);
                moved.run();
                return true;
            } catch (SQLException problem) {
                throw new UnknownOutcomeException(problem);
            }
        }
    }

    /** Inside the caller's transaction; false when another node moved the head first. */
    boolean write(Connection connection, Batch batch, String epoch) throws SQLException {
        OffsetDateTime at = Jdbc.utc(batch.at());
        OffsetDateTime recorded = Jdbc.utc(batch.recorded());
        int moved = Jdbc.update(connection, Sql.MOVE_HEAD, batch.seq(), at, batch.space(), batch.expectedSeq(), epoch);
        if (moved == 0) {
            return false;
        }
        if (batch.clock() != null) {
            setClock(connection, batch.space(), batch.clock());
        }
        if (!batch.entries().isEmpty()) {
            appendChanges(connection, batch, at, recorded);
            fold(connection, batch);
        }
        if (!batch.requests().isEmpty()) {
            appendAnswers(connection, batch, recorded);
        }
        return true;
    }

    private static void setClock(Connection connection, String space, SpaceClock clock) throws SQLException {
        Jdbc.update(connection, Sql.SET_CLOCK, Jdbc.utc(clock.at()), Jdbc.utc(clock.since()), clock.rate(), space);
    }

    private void appendChanges(Connection connection, Batch batch, OffsetDateTime at, OffsetDateTime recorded)
            throws SQLException {
        List<Entry> entries = batch.entries();
        Jdbc.update(
                connection,
                Sql.APPEND,
                batch.space(),
                at,
                recorded,
                batch.id(),
                Columns.bigint(connection, entries, entry -> entry.change().seq()),
                Columns.text(connection, entries, entry -> entry.change().actor()),
                Columns.text(connection, entries, entry -> entry.change().command()),
                Columns.text(connection, entries, entry -> entry.change().collection()),
                Columns.text(connection, entries, entry -> entry.change().id()),
                Columns.text(connection, entries, entry -> entry.change().op()),
                Columns.text(connection, entries, Entry::body));
    }

    /** Writes the last version of each feature the batch touches. */
    private void fold(Connection connection, Batch batch) throws SQLException {
        Map<String, Entry> last = new LinkedHashMap<>();
        for (Entry entry : batch.entries()) {
            last.put(entry.change().collection() + "/" + entry.change().id(), entry);
        }
        List<Entry> puts =
                last.values().stream().filter(entry -> entry.change().isPut()).toList();
        if (!puts.isEmpty()) {
            Jdbc.update(
                    connection,
                    Sql.UPSERT,
                    batch.space(),
                    Columns.text(connection, puts, entry -> entry.change().collection()),
                    Columns.text(connection, puts, entry -> entry.change().id()),
                    Columns.bigint(
                            connection, puts, entry -> entry.change().feature().version()),
                    Columns.bigint(connection, puts, entry -> entry.change().seq()),
                    Columns.text(
                            connection,
                            puts,
                            entry -> wkt(entry.change().feature().geometry())),
                    Columns.text(connection, puts, Entry::body));
        }
        for (Entry entry : last.values()) {
            if (!entry.change().isPut()) {
                Jdbc.update(
                        connection,
                        Sql.DELETE,
                        batch.space(),
                        entry.change().collection(),
                        entry.change().id());
            }
        }
    }

    private void appendAnswers(Connection connection, Batch batch, OffsetDateTime recorded) throws SQLException {
        List<RequestRow> rows = batch.requests();
        Jdbc.update(
                connection,
                Sql.ANSWERS,
                batch.space(),
                batch.id(),
                recorded,
                Columns.text(connection, rows, row -> row.key().actor()),
                Columns.text(connection, rows, row -> row.key().key()),
                Columns.text(connection, rows, RequestRow::bodyHash),
                Columns.integer(connection, rows, row -> row.answer().status()),
                Columns.text(connection, rows, row -> stored(row.answer())),
                Columns.bigint(connection, rows, row -> row.answer().version()),
                Columns.bigint(connection, rows, row -> row.answer().seq()));
    }

    private String stored(Answer answer) {
        return answer.isRefusal() ? json.encodeProblem(answer.problem()) : answer.body();
    }

    /**
     * Whether this batch is in the log.
     *
     * @param underWay whether the commit may still be going on: it is waited for by taking its head's row lock, which
     *     the embedded database cannot do on a full disk
     */
    boolean holds(Batch batch, boolean underWay) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (underWay) {
                awaitHead(connection, batch.space());
            }
            boolean held = batch.entries().isEmpty()
                    ? Jdbc.count(
                                    connection,
                                    Sql.BATCH_OF_ANSWERS,
                                    batch.space(),
                                    Jdbc.utc(batch.recorded()),
                                    batch.id())
                            > 0
                    : Jdbc.count(connection, Sql.BATCH_OF_CHANGES, batch.space(), batch.expectedSeq(), batch.id()) > 0;
            if (held) {
                durability.flush(connection);
            }
            return held;
        }
    }

    private static void awaitHead(Connection connection, String space) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Jdbc.query(connection, Sql.LOCK_HEAD, row -> row.getLong(1), space);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    List<Change> changes(String space, long since, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Jdbc.query(connection, Sql.CHANGES, this::change, space, since, limit);
        }
    }

    List<Change> history(String space, String collection, String id) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Jdbc.query(connection, Sql.HISTORY, this::change, space, collection, id);
        }
    }

    /** Writes a row and takes it away again, both durably. It is of random text, which no database makes small. */
    void tryDisk(String space) throws SQLException {
        byte[] random = new byte[TRIAL_BYTES];
        ThreadLocalRandom.current().nextBytes(random);
        String key = UUID.randomUUID().toString();
        try (Connection connection = dataSource.getConnection()) {
            Jdbc.update(connection, Sql.TRIAL, space, key, Base64.getEncoder().encodeToString(random));
            durability.flush(connection);
            Jdbc.update(connection, Sql.END_TRIAL, space, key);
            durability.flush(connection);
        }
    }

    /** Forgets answers older than {@code before}. */
    int purgeAnswers(String space, Instant before) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Jdbc.update(connection, Sql.PURGE_ANSWERS, space, Jdbc.utc(before));
        }
    }

    private Change change(ResultSet row) throws SQLException {
        String body = row.getString("body");
        return new Change(
                row.getLong("seq"),
                Jdbc.instant(row, "at"),
                Jdbc.instant(row, "recorded"),
                row.getString("batch"),
                row.getString("actor"),
                row.getString("command"),
                row.getString("collection"),
                row.getString("id"),
                "put".equals(row.getString("op")) ? json.decode(body) : null);
    }

    private static String wkt(Geometry geometry) {
        return geometry == null ? null : geometry.toText();
    }
}
