package org.anlan.picture.hint;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class NodeHintsTest {

    private static final class Ear {
        private final Semaphore heard = new Semaphore(0);

        void hears(String what) throws InterruptedException {
            assertThat(heard.tryAcquire(20, TimeUnit.SECONDS)).as(what).isTrue();
            heard.drainPermits();
        }
    }

    private static void run(TestDatabase.Opened database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void another_node_hears_that_a_head_moved_and_the_node_itself_does_not() throws Exception {
        try (TestDatabase.Opened database = TestDatabase.POSTGIS.open();
                NodeHints one = new NodeHints(database.dataSource());
                NodeHints other = new NodeHints(database.dataSource())) {
            Ear first = new Ear();
            Ear second = new Ear();
            one.listen("head", first.heard::release);
            other.listen("head", second.heard::release);
            first.hears("that listening began");
            second.hears("that listening began");
            one.tell("head");
            second.hears("of the head of the first");
            other.tell("head");
            first.hears("of the head of the second");
            assertThat(second.heard.availablePermits()).isZero();
        }
    }

    @Test
    void a_lost_connection_is_made_anew_and_what_was_missed_is_looked_for() throws Exception {
        try (TestDatabase.Opened database = TestDatabase.POSTGIS.open();
                NodeHints one = new NodeHints(database.dataSource());
                NodeHints other = new NodeHints(database.dataSource())) {
            Ear ear = new Ear();
            other.listen("head", ear.heard::release);
            ear.hears("that listening began");
            run(
                    database,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                            + "AND query LIKE 'LISTEN%'");
            ear.hears("that listening began again");
            one.tell("head");
            ear.hears("the next head");
        }
    }

    @Test
    void each_topic_has_its_own_ear() throws Exception {
        try (TestDatabase.Opened database = TestDatabase.POSTGIS.open();
                NodeHints one = new NodeHints(database.dataSource());
                NodeHints other = new NodeHints(database.dataSource())) {
            Ear heads = new Ear();
            Ear layers = new Ear();
            other.listen("head", heads.heard::release);
            heads.hears("that listening to heads began");
            other.listen("layer", layers.heard::release);
            layers.hears("that listening to layers began");
            one.tell("layer");
            layers.hears("of the layer");
            assertThat(heads.heard.availablePermits()).isZero();
        }
    }

    @Test
    void the_embedded_database_has_no_other_node_to_tell() throws Exception {
        try (TestDatabase.Opened database = TestDatabase.H2GIS.open();
                NodeHints hints = new NodeHints(database.dataSource())) {
            Ear ear = new Ear();
            hints.listen("head", ear.heard::release);
            hints.tell("head");
            assertThat(ear.heard.availablePermits()).isZero();
        }
    }
}
