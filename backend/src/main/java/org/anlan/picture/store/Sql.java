package org.anlan.picture.store;

/** The statements of the log; one text for H2GIS and PostGIS. */
final class Sql {

    private Sql() {}

    static final String HEAD = "SELECT epoch, seq, at, clock, clock_since, rate FROM space WHERE id = ?";

    /** Taking the row lock first makes every other node wait or lose. */
    static final String MOVE_HEAD = "UPDATE space SET seq = ?, at = ? WHERE id = ? AND seq = ? AND epoch = ?";

    static final String LOCK_HEAD = "SELECT seq FROM space WHERE id = ? FOR UPDATE";

    static final String APPEND = """
            INSERT INTO change (space, seq, at, recorded, batch, actor, command, collection, id, op, body)
            SELECT CAST(? AS varchar), t.seq, CAST(? AS timestamp with time zone), CAST(? AS timestamp with time zone),
                CAST(? AS varchar), t.actor, t.command, t.collection, t.id, t.op, CAST(t.body AS document)
            FROM UNNEST(CAST(? AS bigint ARRAY), CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY),
                CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY))
                AS t(seq, actor, command, collection, id, op, body)
            """;

    static final String UPSERT = """
            MERGE INTO feature f USING (
                SELECT CAST(? AS varchar) AS space, t.collection, t.id, t.version, t.seq,
                    ST_GeomFromText(t.geom, 4490) AS geom, CAST(t.body AS document) AS body
                FROM UNNEST(CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY), CAST(? AS bigint ARRAY),
                    CAST(? AS bigint ARRAY), CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY))
                    AS t(collection, id, version, seq, geom, body)) s
            ON f.space = s.space AND f.collection = s.collection AND f.id = s.id
            WHEN MATCHED THEN UPDATE SET version = s.version, seq = s.seq, geom = s.geom, body = s.body
            WHEN NOT MATCHED THEN INSERT (space, collection, id, version, seq, geom, body)
                VALUES (s.space, s.collection, s.id, s.version, s.seq, s.geom, s.body)
            """;

    static final String DELETE = "DELETE FROM feature WHERE space = ? AND collection = ? AND id = ?";

    static final String ANSWERS = """
            INSERT INTO request (space, actor, request_key, body_hash, status, answer, version, seq, batch, at)
            SELECT CAST(? AS varchar), t.actor, t.request_key, t.body_hash, t.status, t.answer, t.version, t.seq,
                CAST(? AS varchar), CAST(? AS timestamp with time zone)
            FROM UNNEST(CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY),
                CAST(? AS integer ARRAY), CAST(? AS varchar ARRAY), CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY))
                AS t(actor, request_key, body_hash, status, answer, version, seq)
            """;

    static final String ANSWERED = """
            SELECT r.actor, r.request_key, r.body_hash, r.status, r.answer, r.version, r.seq
            FROM request r JOIN UNNEST(CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY)) AS t(actor, request_key)
                ON r.actor = t.actor AND r.request_key = t.request_key
            WHERE r.space = ?
            """;

    static final String BATCH_OF_CHANGES = "SELECT count(*) FROM change WHERE space = ? AND seq > ? AND batch = ?";

    static final String BATCH_OF_ANSWERS = "SELECT count(*) FROM request WHERE space = ? AND at >= ? AND batch = ?";

    private static final String CHANGE_COLUMNS =
            "SELECT seq, at, recorded, batch, actor, command, collection, id, op, CAST(body AS varchar) AS body FROM change ";

    static final String CHANGES = CHANGE_COLUMNS + "WHERE space = ? AND seq > ? ORDER BY seq FETCH FIRST ? ROWS ONLY";

    static final String HISTORY = CHANGE_COLUMNS + "WHERE space = ? AND collection = ? AND id = ? ORDER BY seq";

    static final String NEW_SPACE =
            "INSERT INTO space (id, epoch, seq, at, title, scenario, clock, clock_since, rate, created)"
                    + " VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?)";

    static final String SPACES = "SELECT id, epoch, seq, title, scenario, clock, clock_since, rate FROM space";

    static final String SET_CLOCK =
            "UPDATE space SET clock = ?, clock_since = ?, rate = ? WHERE id = ? AND clock IS NOT NULL";

    /** Every table whose key begins with a space, whoever owns it. */
    static final String SPACE_TABLES =
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'space' AND table_schema = CURRENT_SCHEMA";

    static final String REMOVE_SPACE = "DELETE FROM space WHERE id = ?";

    /** Mine, or nobody's any more. The database's clock decides, so that nodes need not agree on the time. */
    static final String TAKE_LEASE = "UPDATE lease SET holder = ?, until = CURRENT_TIMESTAMP + INTERVAL '5' SECOND"
            + " WHERE space = ? AND name = ? AND (holder = ? OR until < CURRENT_TIMESTAMP)";

    static final String NEW_LEASE = "INSERT INTO lease (holder, space, name, until)"
            + " VALUES (?, ?, ?, CURRENT_TIMESTAMP + INTERVAL '5' SECOND)";

    static final String LEASE_HOLDER = "SELECT holder FROM lease WHERE space = ? AND name = ?";

    static final String RELEASE_LEASE = "DELETE FROM lease WHERE space = ? AND name = ? AND holder = ?";

    static final String RELEASE_LEASES = "DELETE FROM lease WHERE holder = ?";

    static final String FEATURES = "SELECT CAST(body AS varchar) AS body FROM feature WHERE space = ?";

    static final String PURGE_ANSWERS = "DELETE FROM request WHERE space = ? AND at < ?";

    static final String TRIAL =
            "INSERT INTO request (space, actor, request_key, body_hash, status, answer, version, seq, batch, at)"
                    + " VALUES (?, 'server', ?, '', 200, ?, 0, 0, '', CURRENT_TIMESTAMP)";

    static final String END_TRIAL = "DELETE FROM request WHERE space = ? AND actor = 'server' AND request_key = ?";

    static final String SEQ_AT = "SELECT coalesce(max(seq), 0) FROM change WHERE space = ? AND at <= ?";

    static final String CHECKPOINT = "SELECT seq, at, CAST(body AS varchar) AS body FROM checkpoint"
            + " WHERE space = ? AND seq > ? AND seq <= ? ORDER BY seq DESC FETCH FIRST 1 ROWS ONLY";

    static final String WRITE_CHECKPOINT = "INSERT INTO checkpoint (space, seq, at, body)"
            + " SELECT CAST(? AS varchar), CAST(? AS bigint), CAST(? AS timestamp with time zone), CAST(? AS document)"
            + " WHERE NOT EXISTS (SELECT 1 FROM checkpoint WHERE space = ? AND seq = ?)"
            + " AND EXISTS (SELECT 1 FROM space WHERE id = ?)";

    static final String FIRST_CHANGE = "SELECT at FROM change WHERE space = ? ORDER BY seq FETCH FIRST 1 ROWS ONLY";

    static final String CHANGES_PER_TIME =
            "SELECT at, count(*) AS changes FROM change WHERE space = ? AND at <= ? GROUP BY at";
}
