package org.anlan.gauge;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    Assessor(ReadingStore store, Spaces spaces) {
        this.store = store;
        this.spaces = spaces;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** Returns when the states of these gauges are in the log. */
    public void assess(Space space, Collection<String> gauges) {
        List<Answer> answers = gauges.stream()
                .flatMap(code -> space.picture().find(Gauges.TYPE, code).stream())
                .map(gauge -> submit(space, gauge))
                .filter(java.util.Objects::nonNull)
                .map(java.util.concurrent.CompletableFuture::join)
                .toList();
        answers.stream()
                .filter(Answer::isRefusal)
                .forEach(refusal -> LOG.warn(
                        "space {}: a state was not written: {}",
                        space.id(),
                        refusal.problem().code()));
    }

    private java.util.concurrent.CompletableFuture<Answer> submit(Space space, Feature<Gauge> gauge) {
        Instant now = space.clock().now();
        List<Reading> readings = store.before(space.id(), gauge.id(), now.plusSeconds(300), LOOKED_AT);
        Assessment next = Assessment.of(gauge.properties(), readings, now);
        return next.equals(gauge.properties().assessment())
                ? null
                : space.submit(Submission.of(Gauges.ASSESS, Call.on(gauge.id(), next), CLERK));
    }

    /** What time alone can change, a state that is there becomes 缺测; and what another definition can. */
    private void look() {
        Map<String, Long> seen = new HashMap<>();
        for (Space space : spaces.list()) {
            try {
                if (!space.head().degraded()) {
                    Collection<Feature<Gauge>> gauges = space.picture().list(Gauges.TYPE);
                    assess(
                            space,
                            gauges.stream()
                                    .filter(gauge -> gauge.properties().state() != State.MISSING || isNew(space, gauge))
                                    .map(Feature::id)
                                    .toList());
                    gauges.forEach(gauge -> seen.put(key(space, gauge), gauge.seq()));
                }
            } catch (RuntimeException problem) {
                LOG.warn("space {}: states could not be looked at: {}", space.id(), Fault.brief(problem));
            }
        }
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
