package org.anlan.files.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.anlan.files.Files;
import org.anlan.files.StoredFile;
import org.anlan.files.content.Cleaned;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of stored files. */
class FileStore implements Files {

    private final JdbcClient jdbc;
    private final UploadStore uploads;

    FileStore(JdbcClient jdbc, UploadStore uploads) {
        this.jdbc = jdbc;
        this.uploads = uploads;
    }

    /** Once for each content: a second time changes nothing. */
    void insert(String space, String hash, Cleaned file, Instant now) {
        if (find(space, hash).isPresent()) {
            return;
        }
        try {
            jdbc.sql("INSERT INTO file (space, hash, type, size, width, height, duration_seconds, bytes, thumbnail,"
                            + " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(Arrays.asList(
                            space,
                            hash,
                            file.type().word(),
                            file.bytes().length,
                            file.width(),
                            file.height(),
                            file.durationSeconds(),
                            file.bytes(),
                            file.thumbnail(),
                            now.atOffset(ZoneOffset.UTC)))
                    .update();
        } catch (DuplicateKeyException sameContentAtTheSameTime) {
            // it is there, which is all that was wanted
        }
    }

    @Override
    public Optional<StoredFile> findByKey(String space, String key) {
        return uploads.find(space, key).filter(UploadRow::isStored).flatMap(this::of);
    }

    Optional<StoredFile> of(UploadRow row) {
        return find(row.space(), row.hash(), row.exifPosition());
    }

    @Override
    public Optional<StoredFile> find(String space, String hash) {
        return find(space, hash, null);
    }

    private Optional<StoredFile> find(String space, String hash, List<Double> exifPosition) {
        return jdbc.sql("SELECT hash, type, size, width, height, duration_seconds FROM file"
                        + " WHERE space = ? AND hash = ?")
                .params(space, hash)
                .query((row, number) -> file(row, exifPosition))
                .optional();
    }

    private static StoredFile file(ResultSet row, List<Double> exifPosition) throws SQLException {
        return new StoredFile(
                row.getString("hash"),
                row.getString("type"),
                row.getLong("size"),
                row.getObject("width", Integer.class),
                row.getObject("height", Integer.class),
                row.getObject("duration_seconds", Double.class),
                exifPosition);
    }

    @Override
    public byte[] getBytes(String space, String hash) {
        return bytes("bytes", space, hash).orElseThrow(FileStore::missing);
    }

    /** Empty for sound. */
    Optional<byte[]> thumbnail(String space, String hash) {
        return bytes("thumbnail", space, hash);
    }

    private Optional<byte[]> bytes(String column, String space, String hash) {
        return jdbc.sql("SELECT " + column + " FROM file WHERE space = ? AND hash = ?")
                .params(space, hash)
                .query((row, number) -> Optional.ofNullable(row.getBytes(1)))
                .optional()
                .flatMap(found -> found);
    }

    static PictureException missing() {
        return new PictureException(Problem.of(404, "no-file", "没有这个文件", "there is no such file"));
    }
}
