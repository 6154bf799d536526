package org.anlan.picture.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other nodes on a PostgreSQL that a head has moved, and hears it from them. Only a hint: the head is asked for
 * every second all the same, so one that is lost, behind a pooler for instance, costs a second and nothing else. The
 * embedded database has one node and needs none.
 */
final class HeadHints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeadHints.class);
    private static final String CHANNEL = "anlan_head";
    private static final int WAIT_MILLIS = 1000;

    private final DataSource dataSource;
    private final String node = UUID.randomUUID().toString();
    private final boolean postgres;
    private final AtomicBoolean telling = new AtomicBoolean();
    private final ExecutorService teller = Executors.newSingleThreadExecutor(task -> daemon(task, "head-hints-out"));
    private volatile Thread listener;
    private volatile boolean closed;

    HeadHints(DataSource dataSource) throws SQLException {
        this.dataSource = dataSource;
        try (Connection connection = dataSource.getConnection()) {
            postgres = connection.isWrapperFor(PGConnection.class);
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Calls {@code heard} when another node told of a head, and once whenever listening begins (again). */
    void listen(Runnable heard) {
        if (postgres) {
            listener = daemon(() -> listenOn(heard), "head-hints-in");
            listener.start();
        }
    }

    private void listenOn(Runnable heard) {
        while (!closed) {
            try (Connection connection = dataSource.getConnection()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("LISTEN " + CHANNEL);
                }
                heard.run();
                hear(connection.unwrap(PGConnection.class), heard);
            } catch (SQLException problem) {
                LOG.debug("no hints of heads: {}", problem.toString());
                rest();
            }
        }
    }

    private void hear(PGConnection connection, Runnable heard) throws SQLException {
        while (!closed) {
            PGNotification[] notes = connection.getNotifications(WAIT_MILLIS);
            boolean others = false;
            for (int index = 0; notes != null && index < notes.length; index++) {
                others |= !node.equals(notes[index].getParameter());
            }
            if (others) {
                heard.run();
            }
        }
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** After a commit. Returns at once; many calls become one notification. */
    void moved() {
        if (postgres && !closed && telling.compareAndSet(false, true)) {
            try {
                teller.execute(this::tell);
            } catch (RejectedExecutionException closing) {
                LOG.debug("a head moved while closing");
            }
        }
    }

    /** In a transaction of its own that does not wait for the disk: NOTIFY holds a lock of the whole database server. */
    private void tell() {
        telling.set(false);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
                statement.execute("SET LOCAL synchronous_commit TO off");
                notify.setString(1, CHANNEL);
                notify.setString(2, node);
                notify.execute();
                connection.commit();
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException problem) {
            LOG.debug("a hint of a head was not told: {}", problem.toString());
        }
    }

    @Override
    public void close() {
        closed = true;
        teller.shutdownNow();
        Thread listening = listener;
        if (listening == null) {
            return;
        }
        tell(); // wakes it
        try {
            listening.join(2L * WAIT_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
