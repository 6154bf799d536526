package org.anlan.drill;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.Fault;
import org.anlan.picture.model.Registry;
import org.anlan.picture.stream.Streams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The players of the drills whose lease this node holds. */
final class Players implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Players.class);
    private static final String LEASE = "player";
    private static final Duration ASK_LEASE = Duration.ofMillis(1500);

    private final Spaces spaces;
    private final Registry registry;
    private final Streams streams;
    private final ScenarioShelf scenarios;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "drill-player");
        thread.setDaemon(true);
        return thread;
    });

    /** A player and when this node last held its lease. */
    private static final class Running {
        private final Player player;
        private long heldNanos;

        private Running(Player player) {
            this.player = player;
        }
    }

    Players(Spaces spaces, Registry registry, Streams streams, ScenarioShelf scenarios) {
        this.spaces = spaces;
        this.registry = registry;
        this.streams = streams;
        this.scenarios = scenarios;
    }

    void start() {
        threads.scheduleWithFixedDelay(this::look, 100, 300, TimeUnit.MILLISECONDS);
    }

    /** Drills come and go; each that is seen for the first time gets a player. */
    void look() {
        for (Space space : spaces.list()) {
            if (Drills.isDrill(space) && !running.containsKey(space.id())) {
                scenarios.find(space.scenario()).ifPresent(scenario -> {
                    running.put(
                            space.id(), new Running(new Player(scenario, space, registry, streams, System::nanoTime)));
                    threads.execute(() -> turn(space.id()));
                });
            }
        }
    }

    private void turn(String id) {
        Running one = running.get(id);
        if (spaces.find(id).isEmpty()) {
            running.remove(id);
            return;
        }
        Duration wait = ASK_LEASE;
        try {
            long now = System.nanoTime();
            boolean held = one.heldNanos != 0 && now - one.heldNanos < ASK_LEASE.toNanos();
            if (held || spaces.lease(id, LEASE)) {
                one.heldNanos = held ? one.heldNanos : now;
                wait = one.player.play();
            } else {
                one.heldNanos = 0;
            }
        } catch (RuntimeException problem) {
            LOG.warn("drill {}: {}", id, Fault.brief(problem));
        }
        if (!threads.isShutdown()) {
            threads.schedule(() -> turn(id), Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
