package org.anlan.picture.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class HeadHintsTest {

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
                HeadHints one = new HeadHints(database.dataSource());
                HeadHints other = new HeadHints(database.dataSource())) {
            Ear first = new Ear();
            Ear second = new Ear();
            one.listen(first.heard::release);
            other.listen(second.heard::release);
            first.hears("that listening began");
            second.hears("that listening began");
            one.moved();
            second.hears("of the head of the first");
            other.moved();
            first.hears("of the head of the second");
            assertThat(second.heard.availablePermits()).isZero();
        }
    }

    @Test
    void a_lost_connection_is_made_anew_and_what_was_missed_is_looked_for() throws Exception {
        try (TestDatabase.Opened database = TestDatabase.POSTGIS.open();
                HeadHints one = new HeadHints(database.dataSource());
                HeadHints other = new HeadHints(database.dataSource())) {
            Ear ear = new Ear();
            other.listen(ear.heard::release);
            ear.hears("that listening began");
            run(
                    database,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                            + "AND query LIKE 'LISTEN%'");
            ear.hears("that listening began again");
            one.moved();
            ear.hears("the next head");
        }
    }

    @Test
    void the_embedded_database_has_no_other_node_to_tell() throws Exception {
        try (TestDatabase.Opened database = TestDatabase.H2GIS.open();
                HeadHints hints = new HeadHints(database.dataSource())) {
            Ear ear = new Ear();
            hints.listen(ear.heard::release);
            hints.moved();
            assertThat(ear.heard.availablePermits()).isZero();
        }
    }
}
