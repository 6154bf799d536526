package org.anlan.picture.store;

import static org.anlan.picture.store.Notes.ask;
import static org.anlan.picture.store.Notes.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Between a commit and its answer lies an fsync, on both databases. */
class FsyncTest {

    private static final int ANSWERS = 20;

    @Test
    void postgresql_syncs_its_log_for_every_answer() {
        try (var database = TestDatabase.POSTGIS.open();
                LocalSpaces node = Notes.node(database.dataSource())) {
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            assertThat(jdbc.sql("SHOW fsync").query(String.class).single()).isEqualTo("on");
            assertThat(jdbc.sql("SHOW synchronous_commit").query(String.class).single())
                    .isEqualTo("on");
            long before = synced(jdbc);
            askMany(node.get(Spaces.LIVE));
            await().until(() -> synced(jdbc) - before >= ANSWERS);
        }
    }

    private static long synced(JdbcClient jdbc) {
        return jdbc.sql("SELECT wal_sync FROM pg_stat_wal").query(Long.class).single();
    }

    @Test
    void h2_calls_fsync_before_every_answer(@TempDir Path directory) {
        FilePath.register(new CountingDisk());
        String url =
                TestDatabase.h2Url("counting:" + directory.resolve("anlan")).replace("jdbc:h2:file:", "jdbc:h2:");
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
        Flyway.configure()
                .dataSource(pool)
                .locations(TestDatabase.H2GIS.locations().toArray(String[]::new))
                .load()
                .migrate();
        try (LocalSpaces node = Notes.node(pool)) {
            Space space = node.get(Spaces.LIVE);
            for (int call = 0; call < ANSWERS; call++) {
                long before = CountingDisk.SYNCS.get();
                ask(space, create("n" + call, null));
                assertThat(CountingDisk.SYNCS.get()).isGreaterThan(before);
            }
        } finally {
            pool.dispose();
        }
        assertThat(Files.exists(directory.resolve("anlan.mv.db"))).isTrue();
    }

    private static void askMany(Space space) {
        for (int call = 0; call < ANSWERS; call++) {
            ask(space, create("n" + call, null));
        }
    }

    /** The disk, counting what H2 forces onto it. */
    public static final class CountingDisk extends FilePathWrapper {

        static final AtomicLong SYNCS = new AtomicLong();

        @Override
        public String getScheme() {
            return "counting";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new CountingFile(super.open(mode));
        }
    }

    private static final class CountingFile extends FileBase {

        private final FileChannel file;

        CountingFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
            CountingDisk.SYNCS.incrementAndGet();
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return file.write(source);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            return file.write(source, position);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
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
