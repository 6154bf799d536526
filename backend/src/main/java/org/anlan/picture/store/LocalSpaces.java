package org.anlan.picture.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The spaces of this node, and the watch that asks the database for each head every second. */
final class LocalSpaces implements Spaces, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalSpaces.class);
    private static final Duration ANSWERS_KEPT = Duration.ofDays(30);

    private final PictureStore store;
    private final Registry registry;
    private final FeatureJson json;
    private final Clock clock;
    private final Map<String, SpaceEngine> engines = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "picture-head");
        thread.setDaemon(true);
        return thread;
    });

    LocalSpaces(PictureStore store, Registry registry, FeatureJson json, Clock clock) {
        this.store = store;
        this.registry = registry;
        this.json = json;
        this.clock = clock;
    }

    void start() throws SQLException {
        store.ensure(LIVE, "实战", clock.instant());
        engines.put(LIVE, new SpaceEngine(LIVE, store, registry, json, clock));
        watch.scheduleWithFixedDelay(this::look, 500, 1000, TimeUnit.MILLISECONDS);
        watch.scheduleWithFixedDelay(this::purge, 1, 60, TimeUnit.MINUTES);
    }

    private void look() {
        for (SpaceEngine engine : engines.values()) {
            Instant asked = clock.instant();
            try {
                store.head(engine.id()).ifPresent(head -> engine.headSeen(head, asked));
            } catch (SQLException problem) {
                engine.headUnknown(problem);
            } catch (RuntimeException fault) {
                LOG.error("the head watch failed", fault);
            }
        }
    }

    private void purge() {
        for (SpaceEngine engine : engines.values()) {
            try {
                int gone = engine.purgeAnswers(clock.instant().minus(ANSWERS_KEPT));
                LOG.debug("space {}: {} old answers forgotten", engine.id(), gone);
            } catch (SQLException problem) {
                LOG.warn("space {}: old answers could not be forgotten: {}", engine.id(), problem.toString());
            }
        }
    }

    @Override
    public Optional<Space> find(String id) {
        return Optional.ofNullable(engines.get(id));
    }

    @Override
    public Space get(String id) {
        return find(id).orElseThrow(() -> new PictureException(
                Problem.of(404, "space", "没有空间「" + Problem.shown(id) + "」", "there is no such space")
                        .with("spaces", engines.keySet().stream().sorted().toList())));
    }

    @Override
    public Collection<Space> list() {
        return List.copyOf(engines.values());
    }

    @Override
    public void close() {
        watch.shutdownNow();
        engines.values().forEach(SpaceEngine::close);
    }
}
