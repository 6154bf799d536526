package org.anlan.picture.latest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.anlan.picture.model.Fault;
import org.anlan.picture.stream.Latest;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest values of one space. A value gives way only to one that is newer in space time, or that says something else
 * of the same time: a correction. Thread-safe.
 */
final class LatestBoard {

    private static final Logger LOG = LoggerFactory.getLogger(LatestBoard.class);

    private final Map<String, Map<String, Latest>> values = new HashMap<>();
    private final CopyOnWriteArrayList<Streams.Listener> listeners = new CopyOnWriteArrayList<>();
    private long moves;
    private Instant seen = Instant.EPOCH.plusSeconds(60);

    /** Takes what is newer and tells the listeners of it, before anything that comes later. */
    synchronized void move(StreamType type, List<Latest> candidates) {
        Map<String, Latest> held = values.computeIfAbsent(type.name(), any -> new HashMap<>());
        List<Latest> moved = new ArrayList<>();
        for (Latest candidate : candidates) {
            Latest before = held.get(candidate.key());
            if (before == null || supersedes(candidate, before)) {
                held.put(candidate.key(), candidate);
                moved.add(candidate);
            }
        }
        if (!moved.isEmpty()) {
            moves++;
            listeners.forEach(listener -> tell(listener, type, moved));
        }
    }

    private static boolean supersedes(Latest candidate, Latest held) {
        int order = candidate.at().compareTo(held.at());
        return order > 0 || order == 0 && !candidate.values().equals(held.values());
    }

    private static void tell(Streams.Listener listener, StreamType type, List<Latest> moved) {
        try {
            listener.moved(type, moved);
        } catch (RuntimeException fault) {
            LOG.error("a listener of {} failed", type.name(), Fault.of(fault));
        }
    }

    synchronized List<Latest> list(String stream) {
        return List.copyOf(values.getOrDefault(stream, Map.of()).values());
    }

    synchronized long moves() {
        return moves;
    }

    AutoCloseable listen(Streams.Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** The latest time of writing that was read from the table. */
    synchronized Instant seen() {
        return seen;
    }

    synchronized void seen(Instant recorded) {
        if (recorded.isAfter(seen)) {
            seen = recorded;
        }
    }
}
