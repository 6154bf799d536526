package org.anlan.picture.store;

import static org.anlan.picture.store.Notes.add;
import static org.anlan.picture.store.Notes.ask;
import static org.anlan.picture.store.Notes.create;
import static org.anlan.picture.store.Notes.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.anlan.picture.Answer;
import org.anlan.picture.Change;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What happens when the connection breaks at the worst moment, or the database goes away and comes back. */
@ParameterizedClass
@EnumSource
class FaultTest {

    enum Break {
        NEVER,
        BEFORE_COMMIT,
        AFTER_COMMIT,
        /** The commit was sent and takes its time, the connection is gone. */
        LATE_COMMIT,
        ALWAYS
    }

    @Parameter
    TestDatabase kind;

    TestDatabase.Opened database;
    Flaky flaky;
    LocalSpaces node;
    Space space;

    @BeforeEach
    void open() {
        database = kind.open();
        flaky = new Flaky(database.dataSource());
        node = Notes.node(flaky);
        space = node.get(Spaces.LIVE);
    }

    @AfterEach
    void close() {
        flaky.mode = Break.NEVER;
        node.close();
        database.close();
    }

    @Test
    void a_commit_that_succeeded_unseen_is_found_in_the_log_and_answered_once() {
        String counter = id(ask(space, create("counter", null)));
        flaky.mode = Break.AFTER_COMMIT;
        Answer answer = ask(space, add(counter, 1, "k"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(space.picture().get(Notes.TYPE, counter).properties().count())
                .isEqualTo(1);
        assertThat(space.changes(0, 10).stream().map(Change::seq)).containsExactly(1L, 2L);
    }

    @Test
    void a_commit_that_failed_unseen_is_decided_again_and_answered_once() {
        String counter = id(ask(space, create("counter", null)));
        flaky.mode = Break.BEFORE_COMMIT;
        Answer answer = ask(space, add(counter, 1, "k"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(space.picture().get(Notes.TYPE, counter).properties().count())
                .isEqualTo(1);
        assertThat(space.changes(0, 10).stream().map(Change::seq)).containsExactly(1L, 2L);
    }

    @Test
    void a_commit_still_under_way_is_waited_for_so_that_a_command_without_a_key_is_not_done_twice() {
        String counter = id(ask(space, create("counter", null)));
        flaky.mode = Break.LATE_COMMIT;
        assertThat(ask(space, add(counter, 1, null)).status()).isEqualTo(200);
        assertThat(space.picture().get(Notes.TYPE, counter).properties().count())
                .isEqualTo(1);
        assertThat(space.changes(0, 10).stream().map(Change::seq)).containsExactly(1L, 2L);
    }

    @Test
    void while_the_database_is_away_writes_are_refused_reads_go_on_and_it_recovers_by_itself() {
        String counter = id(ask(space, create("counter", null)));
        flaky.mode = Break.ALWAYS;
        assertThat(ask(space, add(counter, 1, "lost")).status()).isEqualTo(503);
        await().until(() -> space.head().degraded());
        var frozen = space.head().verifiedAt();
        assertThat(ask(space, add(counter, 1, "lost")).problem().code()).isEqualTo("database");
        assertThat(space.picture().get(Notes.TYPE, counter).properties().count())
                .isZero();
        assertThat(space.head().verifiedAt()).isEqualTo(frozen);
        flaky.mode = Break.NEVER;
        await().until(() -> !space.head().degraded());
        assertThat(ask(space, add(counter, 1, "lost")).status()).isEqualTo(200);
        assertThat(space.picture().get(Notes.TYPE, counter).properties().count())
                .isEqualTo(1);
        assertThat(space.head().verifiedAt()).isAfter(frozen);
    }

    /** Breaks connections around the commit, once, or refuses all of them. */
    private static final class Flaky extends DelegatingDataSource {

        volatile Break mode = Break.NEVER;

        Flaky(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (mode == Break.ALWAYS) {
                throw new SQLException("connection refused", "08001");
            }
            Connection real = super.getConnection();
            AtomicBoolean late = new AtomicBoolean();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        boolean breaks = method.getName().equals("commit") && !real.isReadOnly() && armed();
                        Break now = breaks ? mode : Break.NEVER;
                        if (breaks) {
                            mode = Break.NEVER;
                        }
                        if (now == Break.LATE_COMMIT) {
                            late.set(true);
                            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
                                    .execute(() -> commit(real));
                            throw new SQLException("read timed out", "08006");
                        }
                        if (late.get() && method.getName().equals("close")) {
                            return null;
                        }
                        if (now == Break.BEFORE_COMMIT) {
                            real.rollback();
                            throw new SQLException("broken pipe", "08006");
                        }
                        try {
                            Object result = method.invoke(real, arguments);
                            if (now == Break.AFTER_COMMIT) {
                                throw new SQLException("broken pipe", "08006");
                            }
                            return result;
                        } catch (InvocationTargetException problem) {
                            throw problem.getCause();
                        }
                    });
        }

        private static void commit(Connection real) {
            try (real) {
                real.commit();
            } catch (SQLException problem) {
                throw new IllegalStateException(problem);
            }
        }

        private boolean armed() {
            return mode == Break.BEFORE_COMMIT || mode == Break.AFTER_COMMIT || mode == Break.LATE_COMMIT;
        }
    }
}
