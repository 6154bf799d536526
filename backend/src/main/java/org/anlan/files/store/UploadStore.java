package org.anlan.files.store;

import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.anlan.files.UploadRequest;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The rows of uploads and their parts. All calls block. */
class UploadStore {

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;

    UploadStore(JdbcClient jdbc, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    Optional<UploadRow> find(String space, String key) {
        return jdbc.sql("SELECT * FROM upload WHERE space = ? AND upload_key = ?")
                .params(space, key)
                .query(UploadStore::row)
                .optional();
    }

    /**
     * What an actor sent.
     *
     * @param bytes of whole files, also of those that are still on their way
     * @param first when the oldest of them was last written to; null when there is none
     */
    record Sent(long bytes, Instant first) {}

    /** By the sender of this request since a moment, in all spaces, without the file that it is about. */
    Sent sentSince(Instant after, UploadRequest request) {
        return jdbc.sql("SELECT SUM(CASE WHEN total > received THEN total ELSE received END) AS bytes,"
                        + " MIN(updated_at) AS first_at FROM upload WHERE owner = ? AND updated_at > ?"
                        + " AND NOT (space = ? AND upload_key = ?)")
                .params(request.actor(), utc(after), request.space(), request.key())
                .query((row, number) -> {
                    OffsetDateTime first = row.getObject("first_at", OffsetDateTime.class);
                    return new Sent(row.getLong("bytes"), first == null ? null : first.toInstant());
                })
                .single();
    }

    List<UploadRow> findByHash(String hash) {
        return jdbc.sql("SELECT * FROM upload WHERE hash = ? ORDER BY space, upload_key")
                .param(hash)
                .query(UploadStore::row)
                .list();
    }

    /** Begins anew, whatever was there of an unfinished one. @return false when another request was faster */
    boolean begin(UploadRow row, Instant now) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                jdbc.sql("DELETE FROM upload WHERE space = ? AND upload_key = ? AND hash IS NULL")
                        .params(row.space(), row.key())
                        .update();
                jdbc.sql("DELETE FROM upload_part WHERE space = ? AND upload_key = ?")
                        .params(row.space(), row.key())
                        .update();
                jdbc.sql("INSERT INTO upload (space, upload_key, owner, declared, total, received, writer, updated_at)"
                                + " VALUES (?, ?, ?, ?, ?, 0, ?, ?)")
                        .params(Arrays.asList(
                                row.space(),
                                row.key(),
                                row.owner(),
                                row.declared(),
                                row.total() < 0 ? null : row.total(),
                                row.writer(),
                                utc(now)))
                        .update();
                return true;
            }));
        } catch (DuplicateKeyException raced) {
            return false;
        }
    }

    /** Goes on with an unfinished one. @return false when it has moved meanwhile */
    boolean resume(UploadRow row, String writer, Instant now) {
        return jdbc.sql(
                                "UPDATE upload SET writer = ?, updated_at = ?"
                                        + " WHERE space = ? AND upload_key = ? AND received = ? AND writer = ? AND hash IS NULL")
                        .params(writer, utc(now), row.space(), row.key(), row.received(), row.writer())
                        .update()
                == 1;
    }

    /** @return false when another request has taken over */
    boolean append(UploadRow row, String writer, long from, byte[] bytes, Instant now) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            int moved = jdbc.sql("UPDATE upload SET received = ?, updated_at = ?"
                            + " WHERE space = ? AND upload_key = ? AND received = ? AND writer = ? AND hash IS NULL")
                    .params(from + bytes.length, utc(now), row.space(), row.key(), from, writer)
                    .update();
            if (moved == 1) {
                jdbc.sql("INSERT INTO upload_part (space, upload_key, begins, bytes) VALUES (?, ?, ?, ?)")
                        .params(row.space(), row.key(), from, bytes)
                        .update();
            }
            return moved == 1;
        }));
    }

    void setTotal(UploadRow row, String writer, long total) {
        jdbc.sql("UPDATE upload SET total = ? WHERE space = ? AND upload_key = ? AND writer = ?")
                .params(total, row.space(), row.key(), writer)
                .update();
    }

    byte[] bytes(UploadRow row) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream((int) row.received());
        jdbc.sql("SELECT bytes FROM upload_part WHERE space = ? AND upload_key = ? ORDER BY begins")
                .params(row.space(), row.key())
                .query((ResultSet part) -> whole.writeBytes(part.getBytes(1)));
        return whole.toByteArray();
    }

    /** The file is stored: the row becomes its reference. @return false when another request has taken over */
    boolean complete(UploadRow row, String hash, List<Double> exifPosition, Instant now) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            int done = jdbc.sql("UPDATE upload SET hash = ?, exif_longitude = ?, exif_latitude = ?, updated_at = ?"
                            + " WHERE space = ? AND upload_key = ? AND writer = ? AND hash IS NULL")
                    .params(Arrays.asList(
                            hash,
                            exifPosition == null ? null : exifPosition.get(0),
                            exifPosition == null ? null : exifPosition.get(1),
                            utc(now),
                            row.space(),
                            row.key(),
                            row.writer()))
                    .update();
            if (done == 1) {
                removeParts(row);
            }
            return done == 1;
        }));
    }

    /** Forgets an unfinished upload that nobody else has taken over. */
    void remove(UploadRow row) {
        transaction.executeWithoutResult(status -> {
            int removed = jdbc.sql(
                            "DELETE FROM upload WHERE space = ? AND upload_key = ? AND writer = ? AND hash IS NULL")
                    .params(row.space(), row.key(), row.writer())
                    .update();
            if (removed == 1) {
                removeParts(row);
            }
        });
    }

    private void removeParts(UploadRow row) {
        jdbc.sql("DELETE FROM upload_part WHERE space = ? AND upload_key = ?")
                .params(row.space(), row.key())
                .update();
    }

    List<UploadRow> abandoned(Instant before) {
        return jdbc.sql("SELECT * FROM upload WHERE hash IS NULL AND updated_at < ?")
                .param(utc(before))
                .query(UploadStore::row)
                .list();
    }

    private static UploadRow row(ResultSet row, int number) throws SQLException {
        Long total = row.getObject("total", Long.class);
        Double longitude = row.getObject("exif_longitude", Double.class);
        return new UploadRow(
                row.getString("space"),
                row.getString("upload_key"),
                row.getString("owner"),
                row.getString("declared"),
                total == null ? -1 : total,
                row.getLong("received"),
                row.getString("writer"),
                row.getString("hash"),
                longitude == null ? null : List.of(longitude, row.getDouble("exif_latitude")));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
