package org.anlan.gauge;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.anlan.gauge.Gauge.State;
import org.anlan.gauge.reading.Reading;
import org.anlan.gauge.reading.ReadingStore;
import org.anlan.picture.Actor;
import org.anlan.picture.Answer;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.Fault;
import org.anlan.picture.model.Feature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the gauges' states up to their readings, and to the time that passes without any. */
public final class Assessor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Assessor.class);
    private static final Actor CLERK = Actor.system("gauge");

    /** More than the trend looks back on in a busy station. */
    private static final int LOOKED_AT = 60;

    private final ReadingStore store;
    private final Spaces spaces;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "gauge-states");
        thread.setDaemon(true);
        return thread;
    });

    /** The change of each gauge at the last look; only the timer's thread touches it. */
    private Map<String, Long> looked = Map.of();

    /** By space, the gauges whose state may be behind their readings, because it could not be judged or written. */
    private final Map<String, Set<String>> behind = new ConcurrentHashMap<>();

    Assessor(ReadingStore store, Spaces spaces) {
        this.store = store;
        this.spaces = spaces;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Returns when the states of these gauges are in the log. Those that cannot be now, because the database is away or too
     * much is asked, are taken up again each second until they are: their readings are stored and told as such.
     */
    public void assess(Space space, Collection<String> gauges) {
        Set<String> late = behind(space);
        // Before the readings are looked at: who adds one of them meanwhile has a reading that is not among those.
        late.removeAll(Set.copyOf(gauges));
        Map<String, CompletableFuture<Answer>> asked = new LinkedHashMap<>();
        try {
            for (String code : gauges) {
                space.picture()
                        .find(Gauges.TYPE, code)
                        .flatMap(gauge -> submit(space, gauge))
                        .ifPresent(answer -> asked.put(code, answer));
            }
        } catch (RuntimeException problem) {
            // The others would wait for the same database, each as long.
            LOG.warn("space {}: states could not be judged: {}", space.id(), Fault.brief(problem));
            late.addAll(gauges);
        }
        asked.forEach((code, answer) -> {
            Answer done = answer.join();
            if (done.isRefusal()) {
                LOG.warn(
                        "space {}: a state was not written: {}",
                        space.id(),
                        done.problem().code());
                late.add(code);
            }
        });
    }

    private Set<String> behind(Space space) {
        return behind.computeIfAbsent(space.id(), any -> ConcurrentHashMap.newKeySet());
    }

    private Optional<CompletableFuture<Answer>> submit(Space space, Feature<Gauge> gauge) {
        Instant now = space.clock().now();
        List<Reading> readings = store.before(space.id(), gauge.id(), now.plusSeconds(300), LOOKED_AT);
        Assessment next = Assessment.of(gauge.properties(), readings, now);
        return next.equals(gauge.properties().assessment())
                ? Optional.empty()
                : Optional.of(space.submit(Submission.of(Gauges.ASSESS, Call.on(gauge.id(), next), CLERK)));
    }

    /**
     * What time alone can change, a state that is there becomes 缺测; what another definition can; and what could not be
     * judged before.
     */
    void look() {
        Map<String, Long> seen = new HashMap<>();
        for (Space space : spaces.list()) {
            try {
                if (!space.head().degraded()) {
                    Collection<Feature<Gauge>> gauges = space.picture().list(Gauges.TYPE);
                    Set<String> due = new TreeSet<>(behind(space));
                    gauges.stream()
                            .filter(gauge -> gauge.properties().state() != State.MISSING || isNew(space, gauge))
                            .forEach(gauge -> due.add(gauge.id()));
                    assess(space, due);
                    gauges.forEach(gauge -> seen.put(key(space, gauge), gauge.seq()));
                }
            } catch (RuntimeException problem) {
                LOG.warn("space {}: states could not be looked at: {}", space.id(), Fault.brief(problem));
            }
        }
        behind.keySet().removeIf(space -> spaces.find(space).isEmpty());
        looked = seen;
    }

    private boolean isNew(Space space, Feature<Gauge> gauge) {
        return !Long.valueOf(gauge.seq()).equals(looked.get(key(space, gauge)));
    }

    private static String key(Space space, Feature<Gauge> gauge) {
        return space.id() + "/" + gauge.id();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
