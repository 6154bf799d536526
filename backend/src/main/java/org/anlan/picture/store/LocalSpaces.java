package org.anlan.picture.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.condition.Disk;
import org.anlan.picture.hint.NodeHints;
import org.anlan.picture.model.Fault;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The spaces of this node, and the watch that asks the database for each head every second, and on hints. */
final class LocalSpaces implements Spaces, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalSpaces.class);
    /** What nodes tell each other of: that a head has moved. */
    static final String HEAD = "head";

    private static final Duration ANSWERS_KEPT = Duration.ofDays(30);

    private final PictureStore store;
    private final PastStore past;
    private final SpaceStore directory;
    private final Registry registry;
    private final FeatureJson json;
    private final Clock clock;
    private final NodeHints hints;
    private final Disk disk;
    private final AtomicBoolean hinted = new AtomicBoolean();
    private final String node = UUID.randomUUID().toString();
    private final Map<String, SpaceEngine> engines = new ConcurrentHashMap<>();
    /** Ids are never used again, so a look at the database that began before does not bring them back. */
    private final Set<String> removed = ConcurrentHashMap.newKeySet();

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "picture-head");
        thread.setDaemon(true);
        return thread;
    });

    LocalSpaces(
            PictureStore store,
            PastStore past,
            SpaceStore directory,
            Registry registry,
            FeatureJson json,
            Clock clock,
            NodeHints hints,
            Disk disk) {
        this.store = store;
        this.past = past;
        this.directory = directory;
        this.registry = registry;
        this.json = json;
        this.clock = clock;
        this.hints = hints;
        this.disk = disk;
    }

    void start() throws SQLException {
        if (directory.list().stream().noneMatch(row -> row.id().equals(LIVE))) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            directory.createLive("实战", UUID.randomUUID().toString(), now);
        }
        for (SpaceStore.Row row : directory.list()) {
            open(row);
        }
        watch.scheduleWithFixedDelay(this::look, 500, 1000, TimeUnit.MILLISECONDS);
        watch.scheduleWithFixedDelay(this::purge, 1, 60, TimeUnit.MINUTES);
        hints.listen(HEAD, this::hinted);
    }

    /** Many hints become one look. */
    private void hinted() {
        if (hinted.compareAndSet(false, true)) {
            try {
                watch.execute(() -> {
                    hinted.set(false);
                    look();
                });
            } catch (RejectedExecutionException closing) {
                LOG.debug("a hint came while closing");
            }
        }
    }

    private synchronized SpaceEngine open(SpaceStore.Row row) throws SQLException {
        SpaceEngine engine = engines.get(row.id());
        if (engine == null) {
            engine = new SpaceEngine(row, store, past, registry, json, clock, disk);
            engines.put(row.id(), engine);
        }
        return engine;
    }

    private void look() {
        Instant asked = clock.instant();
        long askedNanos = System.nanoTime();
        Set<String> known = Set.copyOf(engines.keySet());
        try {
            List<SpaceStore.Row> rows = directory.list();
            for (SpaceStore.Row row : rows) {
                SpaceEngine engine = known.contains(row.id()) ? engines.get(row.id()) : found(row);
                if (engine != null) {
                    engine.seen(row, asked, askedNanos);
                }
            }
            Set<String> there = rows.stream().map(SpaceStore.Row::id).collect(Collectors.toSet());
            known.stream().filter(id -> !there.contains(id)).forEach(this::forget);
            tryDisk();
        } catch (SQLException problem) {
            engines.values().forEach(engine -> engine.headUnknown(problem));
        } catch (RuntimeException fault) {
            LOG.error("the head watch failed", Fault.of(fault));
        }
    }

    /** Nobody's commands are let through to a full disk, so it is tried with a row of our own. */
    private void tryDisk() {
        if (!disk.isToBeTried()) {
            return;
        }
        try {
            store.tryDisk(LIVE);
            disk.took();
        } catch (SQLException problem) {
            disk.notes(problem);
            LOG.debug("the disk was tried in vain: {}", problem.toString());
        }
    }

    /** Made by another node; null when it is gone again. */
    private SpaceEngine found(SpaceStore.Row row) {
        try {
            return removed.contains(row.id()) ? null : open(row);
        } catch (SQLException | RuntimeException gone) {
            LOG.warn("space {} could not be opened: {}", row.id(), Fault.brief(gone));
            return null;
        }
    }

    private void forget(String id) {
        removed.add(id);
        SpaceEngine gone = engines.remove(id);
        if (gone != null) {
            LOG.info("space {} was removed", id);
            gone.close();
        }
    }

    private void purge() {
        for (SpaceEngine engine : engines.values()) {
            try {
                int gone = engine.purgeAnswers(clock.instant().minus(ANSWERS_KEPT));
                LOG.debug("space {}: {} old answers forgotten", engine.id(), gone);
            } catch (SQLException problem) {
                LOG.warn("space {}: old answers could not be forgotten: {}", engine.id(), Fault.brief(problem));
            }
        }
    }

    @Override
    public Optional<Space> find(String id) {
        return Optional.ofNullable(engines.get(id));
    }

    @Override
    public Space get(String id) {
        return engine(id);
    }

    private SpaceEngine engine(String id) {
        SpaceEngine engine = engines.get(id);
        if (engine == null) {
            throw new PictureException(
                    Problem.of(404, "space", "没有空间「" + Problem.shown(id) + "」", "there is no such space")
                            .with("spaces", engines.keySet().stream().sorted().toList()));
        }
        return engine;
    }

    @Override
    public Collection<Space> list() {
        return List.copyOf(engines.values());
    }

    @Override
    public Space create(NewSpace space) {
        Instant recorded = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Batch first = new Standing(registry, json).first(space, get(LIVE).picture(), recorded);
        String epoch = UUID.randomUUID().toString();
        try {
            directory.create(space, epoch, first);
            hints.tell(HEAD);
            PictureStore.SpaceHead head = new PictureStore.SpaceHead(epoch, first.seq(), space.clock());
            return open(new SpaceStore.Row(space.id(), head, space.title(), space.scenario()));
        } catch (SQLException problem) {
            if (String.valueOf(problem.getSQLState()).startsWith("23")) {
                throw new PictureException(Problem.of(
                        409, "space-exists", "已有空间「" + space.id() + "」", "there is a space of this id already"));
            }
            throw away(space.id(), problem);
        }
    }

    @Override
    public void remove(String id) {
        engine(id);
        if (LIVE.equals(id)) {
            throw new IllegalArgumentException("the live space stays");
        }
        try {
            directory.remove(id);
            forget(id);
            hints.tell(HEAD);
        } catch (SQLException problem) {
            throw away(id, problem);
        }
    }

    @Override
    public boolean lease(String id, String name) {
        try {
            return directory.lease(id, name, node);
        } catch (SQLException problem) {
            LOG.warn("space {}: the lease {} could not be taken: {}", id, name, Fault.brief(problem));
            return false;
        }
    }

    @Override
    public void release(String id, String name) {
        try {
            directory.release(id, name, node);
        } catch (SQLException problem) {
            LOG.warn("space {}: the lease {} ends by itself: {}", id, name, Fault.brief(problem));
        }
    }

    private static PictureException away(String id, SQLException problem) {
        LOG.warn("space {}: {}", id, Fault.brief(problem));
        return PictureException.of(problem);
    }

    @Override
    public void close() {
        hints.close(); // the node goes down
        watch.shutdownNow();
        engines.values().forEach(SpaceEngine::close);
        try {
            directory.releaseAll(node);
        } catch (SQLException problem) {
            LOG.debug("leases end by themselves: {}", Fault.brief(problem));
        }
    }
}
