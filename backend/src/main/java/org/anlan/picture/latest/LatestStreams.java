package org.anlan.picture.latest;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.anlan.picture.PictureException;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.Fault;
import org.anlan.picture.stream.Latest;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest values in memory, read from the table when a space is first asked for and every second thereafter. */
final class LatestStreams implements Streams, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LatestStreams.class);

    private final LatestStore store;
    private final Spaces spaces;
    private final Supplier<Map<String, StreamType>> types;
    private final Map<String, LatestBoard> boards = new ConcurrentHashMap<>();
    private final Map<String, JoinedWrites> writes = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "picture-latest");
        thread.setDaemon(true);
        return thread;
    });

    LatestStreams(LatestStore store, Spaces spaces, Supplier<List<StreamType>> types) {
        this.store = store;
        this.spaces = spaces;
        this.types = () -> types.get().stream()
                .collect(Collectors.toMap(StreamType::name, type -> type, LatestStreams::twice, TreeMap::new));
        watch.scheduleWithFixedDelay(this::look, 1000, 1000, TimeUnit.MILLISECONDS);
    }

    private static StreamType twice(StreamType one, StreamType two) {
        throw new IllegalStateException("two streams are named " + one.name());
    }

    @Override
    public Collection<StreamType> types() {
        return types.get().values();
    }

    @Override
    public Optional<StreamType> find(String name) {
        return Optional.ofNullable(types.get().get(name));
    }

    private LatestBoard board(String space) {
        spaces.get(space);
        return boards.computeIfAbsent(space, any -> {
            LatestBoard board = new LatestBoard();
            try {
                take(board, store.list(space));
                return board;
            } catch (SQLException problem) {
                throw away(space, problem);
            }
        });
    }

    private void take(LatestBoard board, List<LatestStore.Row> rows) {
        Map<String, StreamType> known = types.get();
        rows.stream().collect(Collectors.groupingBy(LatestStore.Row::stream)).forEach((stream, values) -> {
            if (known.containsKey(stream)) {
                board.move(
                        known.get(stream),
                        values.stream().map(LatestStore.Row::value).toList());
            }
        });
        rows.stream().map(LatestStore.Row::recorded).forEach(board::seen);
    }

    private void look() {
        for (String space : boards.keySet()) {
            LatestBoard board = boards.get(space);
            if (spaces.find(space).isEmpty()) {
                boards.remove(space);
                writes.remove(space);
                continue;
            }
            try {
                take(board, store.since(space, board.seen()));
                if (writes.containsKey(space)) {
                    writes.get(space).recall();
                }
            } catch (SQLException problem) {
                LOG.debug("space {}: the newest values of other nodes cannot be read: {}", space, problem.toString());
            } catch (RuntimeException fault) {
                LOG.error("the watch of the newest values failed", Fault.of(fault));
            }
        }
    }

    @Override
    public List<Latest> latest(String space, StreamType type) {
        return board(space).list(type.name());
    }

    @Override
    public long moves(String space) {
        return board(space).moves();
    }

    @Override
    public void write(String space, StreamType type, List<Latest> values, Series series) {
        spaces.get(space).head().requireWritable();
        LatestBoard board = board(space);
        Map<String, Latest> newest = new TreeMap<>();
        values.forEach(
                value -> newest.merge(value.key(), value, (one, two) -> two.at().isAfter(one.at()) ? two : one));
        List<Latest> ordered = List.copyOf(newest.values());
        try {
            writes.computeIfAbsent(
                            space, any -> new JoinedWrites(space, store, board, () -> take(board, store.list(space))))
                    .write(type, ordered, series);
        } catch (SQLException problem) {
            throw away(space, problem);
        }
    }

    @Override
    public AutoCloseable listen(String space, Listener listener) {
        return board(space).listen(listener);
    }

    private static PictureException away(String space, SQLException problem) {
        LOG.warn("space {}: {}", space, Fault.brief(problem));
        return PictureException.of(problem);
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
