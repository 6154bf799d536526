package org.anlan.picture.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.anlan.picture.Change;
import org.anlan.picture.Space;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Picture;

/** What the database knows of past times: the log by time, and whole pictures now and then. */
final class PastStore {

    /** A whole picture as it was after a change. */
    record Checkpoint(long seq, Instant at, List<Feature<?>> features) {}

    private final DataSource dataSource;
    private final FeatureJson json;
    private final PictureStore log;
    private final int checkpointEvery;

    /** @param checkpointEvery changes between two checkpoints */
    PastStore(DataSource dataSource, FeatureJson json, PictureStore log, int checkpointEvery) {
        this.dataSource = dataSource;
        this.json = json;
        this.log = log;
        this.checkpointEvery = checkpointEvery;
    }

    int checkpointEvery() {
        return checkpointEvery;
    }

    List<Change> changes(String space, long since, int limit) throws SQLException {
        return log.changes(space, since, limit);
    }

    /** The last change that had happened by this space time; 0 when none had. */
    long seqAt(String space, Instant time) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Jdbc.count(connection, Sql.SEQ_AT, space, Jdbc.utc(time));
        }
    }

    /** The newest checkpoint after {@code from} and not after {@code seq}; null when there is none. */
    Checkpoint checkpoint(String space, long from, long seq) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Jdbc.query(
                            connection,
                            Sql.CHECKPOINT,
                            row -> new Checkpoint(
                                    row.getLong("seq"), Jdbc.instant(row, "at"), json.decodeAll(row.getString("body"))),
                            space,
                            from,
                            seq)
                    .stream()
                    .findFirst()
                    .orElse(null);
        }
    }

    /** One that is there already stays. */
    void writeCheckpoint(Picture picture) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Jdbc.update(
                    connection,
                    Sql.WRITE_CHECKPOINT,
                    picture.space(),
                    picture.seq(),
                    Jdbc.utc(picture.at()),
                    json.encodeAll(picture.all()),
                    picture.space(),
                    picture.seq(),
                    picture.space());
        }
    }

    /** How many changes fell into each of so many equal parts of a time, and when the first change was. */
    Space.Timeline timeline(String space, Instant to, int parts) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Instant from = Jdbc.query(connection, Sql.FIRST_CHANGE, row -> Jdbc.instant(row, "at"), space).stream()
                    .findFirst()
                    .orElse(to);
            double part = Math.max(1, Duration.between(from, to).toMillis()) / (double) parts;
            long[] counts = new long[parts];
            Jdbc.query(
                    connection,
                    Sql.CHANGES_PER_TIME,
                    row -> {
                        long after =
                                Duration.between(from, Jdbc.instant(row, "at")).toMillis();
                        int bucket = (int) Math.max(0, Math.min(parts - 1, after / part));
                        counts[bucket] += row.getLong("changes");
                        return bucket;
                    },
                    space,
                    Jdbc.utc(to));
            return new Space.Timeline(from, to, counts);
        }
    }
}
