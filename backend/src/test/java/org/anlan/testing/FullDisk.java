package org.anlan.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A database whose disk a test fills and clears. H2 writes through a file system that then takes nothing; PostgreSQL
 * refuses each insert as it does when it cannot extend a table.
 */
public record FullDisk(TestDatabase.Opened database) {

    private static final List<String> TABLES = List.of("change", "request", "feature", "latest", "reading");

    /** A database without tables whose disk can be filled. */
    public static TestDatabase.Opened create(TestDatabase kind) {
        if (kind != TestDatabase.H2GIS) {
            return kind.create();
        }
        FilePath.register(new Files());
        return TestDatabase.embedded(Files.SCHEME + ":");
    }

    public void begin() throws SQLException {
        if (database.kind() == TestDatabase.H2GIS) {
            Files.full = true;
            return;
        }
        run("CREATE OR REPLACE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION"
                + " 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$");
        for (String table : TABLES) {
            run("CREATE TRIGGER disk_full BEFORE INSERT ON " + table + " EXECUTE FUNCTION disk_full()");
        }
    }

    public void end() throws SQLException {
        if (database.kind() == TestDatabase.H2GIS) {
            Files.full = false;
            return;
        }
        for (String table : TABLES) {
            run("DROP TRIGGER IF EXISTS disk_full ON " + table);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Files that take nothing while the disk is full. H2 makes its objects itself. */
    public static final class Files extends FilePathWrapper {

        private static final String SCHEME = "full";
        private static volatile boolean full;

        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new Channel(getBase().open(mode));
        }
    }

    private static final class Channel extends FileBaseDefault {

        /** The two blocks that opening a file may write anew. */
        private static final int HEADER_BYTES = 8192;

        private final FileChannel file;

        private Channel(FileChannel file) {
            this.file = file;
        }

        /** Whatever hole the file may have: whether a write finds one must not decide a test. */
        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            if (Files.full && position >= HEADER_BYTES) {
                throw new IOException("No space left on device");
            }
            return file.write(source, position);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
