package org.anlan.picture.hint;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the other nodes on a PostgreSQL that something has moved, and hears it from them. Only hints: whoever listens
 * also asks every second, so one that is lost, behind a pooler for instance, costs a second and nothing else. The embedded
 * database has one node and needs none.
 */
@Component
public class NodeHints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeHints.class);
    private static final String CHANNEL = "anlan_";
    private static final int WAIT_MILLIS = 1000;

    private final DataSource dataSource;
    private final String node = UUID.randomUUID().toString();
    private final boolean postgres;
    private final Map<String, Runnable> ears = new ConcurrentHashMap<>();
    private final Set<String> telling = ConcurrentHashMap.newKeySet();
    private final ExecutorService teller = Executors.newSingleThreadExecutor(task -> daemon(task, "node-hints-out"));
    private Thread listener;
    private volatile boolean closed;

    /** @throws IllegalStateException when the database cannot be reached */
    public NodeHints(DataSource dataSource) {
        this.dataSource = dataSource;
        try (Connection connection = dataSource.getConnection()) {
            postgres = connection.isWrapperFor(PGConnection.class);
        } catch (SQLException problem) {
            throw new IllegalStateException("the database cannot be reached: " + problem.getMessage(), problem);
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Calls {@code heard} when another node told of the topic, and once whenever listening begins (again).
     *
     * @param topic lower-case letters; one ear each
     */
    public synchronized void listen(String topic, Runnable heard) {
        if (!topic.matches("[a-z]{1,32}")) {
            throw new IllegalArgumentException("a topic is a word of lower-case letters: " + topic);
        }
        ears.put(topic, heard);
        if (postgres && listener == null && !closed) {
            listener = daemon(this::listenOn, "node-hints-in");
            listener.start();
        }
    }

    private void listenOn() {
        while (!closed) {
            try (Connection connection = dataSource.getConnection()) {
                hear(connection, connection.unwrap(PGConnection.class));
            } catch (SQLException problem) {
                LOG.debug("no hints of other nodes: {}", problem.toString());
                rest();
            }
        }
    }

    private void hear(Connection connection, PGConnection postgresConnection) throws SQLException {
        Set<String> heeded = new HashSet<>();
        while (!closed) {
            Set<String> heard = new HashSet<>(ears.keySet());
            heard.removeAll(heeded);
            for (String topic : heard) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("LISTEN " + CHANNEL + topic);
                }
            }
            heeded.addAll(heard);
            heard.forEach(topic -> ears.get(topic).run());
            PGNotification[] notes = postgresConnection.getNotifications(WAIT_MILLIS);
            Set<String> told = new HashSet<>();
            for (int index = 0; notes != null && index < notes.length; index++) {
                if (!node.equals(notes[index].getParameter())) {
                    told.add(notes[index].getName().substring(CHANNEL.length()));
                }
            }
            told.forEach(topic -> ears.get(topic).run());
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
    public void tell(String topic) {
        if (postgres && !closed && telling.add(topic)) {
            try {
                teller.execute(() -> send(topic));
            } catch (RejectedExecutionException closing) {
                LOG.debug("{} moved while closing", topic);
            }
        }
    }

    /** In a transaction of its own that does not wait for the disk: NOTIFY holds a lock of the whole database server. */
    private void send(String topic) {
        telling.remove(topic);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
                statement.execute("SET LOCAL synchronous_commit TO off");
                notify.setString(1, CHANNEL + topic);
                notify.setString(2, node);
                notify.execute();
                connection.commit();
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException problem) {
            LOG.debug("a hint of {} was not told: {}", topic, problem.toString());
        }
    }

    @Override
    public void close() {
        Thread listening;
        synchronized (this) {
            listening = closed ? null : listener;
            closed = true;
        }
        teller.shutdownNow();
        if (listening == null) {
            return;
        }
        ears.keySet().stream().findAny().ifPresent(this::send); // wakes it
        try {
            listening.join(2L * WAIT_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
