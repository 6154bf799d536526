package org.anlan.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.anlan.picture.Commit;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to every receiver that is due, on the node that holds the lease, at most one message at a time to each. Knows the
 * live space alone: what happens in a drill stays in the building.
 */
final class Deliveries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private static final String LEASE = "webhooks";
    private static final Duration ASK_LEASE = Duration.ofMillis(1500);
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Commits of so long a time become one look. */
    private static final Duration GATHER = Duration.ofMillis(50);

    /** For the database, so that the others who need it always find a connection. */
    private static final int THREADS = 4;

    private final Spaces spaces;
    private final SubscriptionStore store;
    private final MessageWriter writer;
    private final Targets targets;
    private final Clock clock;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(named("webhook-watch"));
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, named("webhook"));
    /** For the client alone, which looks names up on it: a name that is not found for long holds up nobody else. */
    private final ExecutorService wires = Executors.newCachedThreadPool(named("webhook-http"));

    private final Courier courier;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean woken = new AtomicBoolean();
    /** When this node last took the lease; 0 = it does not hold it. */
    private volatile long heldNanos;

    private Space live;

    Deliveries(
            Spaces spaces,
            SubscriptionStore store,
            MessageWriter writer,
            Targets targets,
            SSLContext trust,
            Clock clock) {
        this.spaces = spaces;
        this.store = store;
        this.writer = writer;
        this.targets = targets;
        this.clock = clock;
        this.courier = new Courier(trust, wires, watch, clock);
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    void start() {
        if (targets.isOff()) {
            return;
        }
        live = spaces.get(Spaces.LIVE);
        live.listen(new Space.Listener() {
            @Override
            public void committed(Commit commit) {
                wake();
            }

            @Override
            public void reset(String why) {
                wake();
            }
        });
        watch.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** On any thread; never waits. */
    void wake() {
        if (heldNanos == 0 || !woken.compareAndSet(false, true)) {
            return;
        }
        try {
            watch.schedule(
                    () -> {
                        woken.set(false);
                        look();
                    },
                    GATHER.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("something was committed while closing");
        }
    }

    /** Says what the receiver answers to a message without content. */
    CompletableFuture<Outcome> test(Subscription to) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return courier.send(to, Message.test(to, spaces.get(Spaces.LIVE), now));
    }

    private void look() {
        try {
            if (!holdsLease()) {
                return;
            }
            Instant now = clock.instant();
            long head = live.head().seq();
            for (Subscription one : store.list()) {
                boolean something = !one.place().epoch().equals(live.epoch())
                        || one.place().since() < head
                        || one.place().hasBatchIn(live.epoch());
                if (something && one.isDue(now) && targets.allows(one.url()) && underWay.add(one.id())) {
                    threads.execute(() -> turn(one));
                }
            }
        } catch (RejectedExecutionException closing) {
            LOG.debug("closing");
        } catch (RuntimeException problem) {
            LOG.warn("webhooks wait: {}", problem.getClass().getSimpleName());
        }
    }

    private boolean holdsLease() {
        long now = System.nanoTime();
        if (heldNanos != 0 && now - heldNanos < ASK_LEASE.toNanos()) {
            return true;
        }
        heldNanos = spaces.lease(Spaces.LIVE, LEASE) ? now : 0;
        return heldNanos != 0;
    }

    private void turn(Subscription one) {
        try {
            MessageWriter.Look look = writer.next(one, live);
            Message message = look.message();
            if (message == null) {
                if (look.to() > one.place().since()) {
                    store.passed(one, look.to());
                }
                done(one, look.to() < live.head().seq());
            } else if (store.begin(one, message)) {
                courier.send(one, message).thenAcceptAsync(outcome -> came(one, message, outcome), threads);
            } else {
                done(one, true);
            }
        } catch (RejectedExecutionException closing) {
            LOG.debug("webhook {} waits for another node, or the next start", one.id());
        } catch (RuntimeException problem) {
            LOG.warn("webhook {} waits: {}", one.id(), problem.getClass().getSimpleName());
            done(one, false);
        }
    }

    private void came(Subscription one, Message message, Outcome outcome) {
        try {
            if (outcome.isTaken()) {
                store.taken(one, message, clock.instant());
                if (one.health().tries() > 0) {
                    LOG.info(
                            "webhook {} takes messages again after {} tries",
                            one.id(),
                            one.health().tries());
                }
            } else {
                failed(one, outcome, clock.instant());
            }
        } catch (RuntimeException problem) {
            LOG.warn("webhook {}: not noted: {}", one.id(), problem.getClass().getSimpleName());
        }
        done(one, outcome.isTaken());
    }

    private void failed(Subscription one, Outcome outcome, Instant now) {
        int tries = one.health().tries() + 1;
        Instant since = one.health().failingSince() == null ? now : one.health().failingSince();
        Duration delay = RetryRule.delay(tries, ThreadLocalRandom.current().nextDouble(), outcome.retryAfter());
        store.failed(
                one,
                new Subscription.Health(tries, since, now.plus(delay), null, now, outcome.status(), outcome.reason()));
        if (tries == 1) {
            Object said = outcome.status() == null ? outcome.reason() : outcome.status();
            LOG.warn("webhook {} does not take messages: {}", one.id(), said);
        }
        Subscription.Why why = RetryRule.pause(outcome, since, now);
        if (why != null) {
            store.pause(one.id(), now, why);
            LOG.warn("webhook {} is paused: {}", one.id(), why.word());
        }
    }

    private void done(Subscription one, boolean more) {
        underWay.remove(one.id());
        if (more) {
            wake();
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        threads.shutdownNow();
        wires.shutdownNow();
        if (heldNanos != 0) {
            spaces.release(Spaces.LIVE, LEASE);
        }
    }
}
