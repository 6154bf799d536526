package org.anlan.feed;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.anlan.access.AccessGate;
import org.anlan.access.Caller;
import org.anlan.access.CredentialsRevoked;
import org.anlan.feed.encoding.ChangeEncoder;
import org.anlan.picture.Spaces;
import org.anlan.picture.stream.Streams;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The feeds of all spaces, their clock, and what ends a session from outside. */
@Component
class FeedSpaces implements SmartLifecycle {

    /** Marks are spread over the second, so that they never hold up a change for long. */
    static final int SLOTS = 10;

    private static final int PING_EVERY_SECONDS = 10;
    private static final int CATCH_UP_THREADS = 2;

    private final Spaces spaces;
    private final FeedMetrics metrics;
    private final AccessGate gate;
    private final int sessionsPerActor;
    private final SpaceFeed.Means means;
    private final Map<String, SpaceFeed> feeds = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> perActor = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> perToken = new ConcurrentHashMap<>();
    private final Map<String, ExecutorService> threads = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(named("feed-clock"));
    private final ThreadPoolExecutor blocking = new ThreadPoolExecutor(
            CATCH_UP_THREADS, CATCH_UP_THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("feed-log"));
    private long tick;
    private volatile boolean running;

    FeedSpaces(
            Spaces spaces,
            ChangeEncoder encoder,
            FeedMetrics metrics,
            AccessGate gate,
            FeedSettings settings,
            Streams streams) {
        this.spaces = spaces;
        this.metrics = metrics;
        this.gate = gate;
        this.sessionsPerActor = settings.sessionsPerActor();
        this.means = new SpaceFeed.Means(encoder, metrics, blocking, gate::isRevoked, streams);
        blocking.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    FeedMetrics metrics() {
        return metrics;
    }

    /** Empty when there is no such space. */
    Optional<SpaceFeed> find(String id) {
        return spaces.find(id)
                .map(space -> feeds.computeIfAbsent(id, any -> new SpaceFeed(space, means, thread("feed-" + id))));
    }

    private ExecutorService thread(String name) {
        return threads.computeIfAbsent(name, any -> Executors.newSingleThreadExecutor(named(name)));
    }

    /** False when this actor holds too many sockets already. */
    boolean enter(Caller caller) {
        String actor = caller.actor().id();
        if (perActor.computeIfAbsent(actor, any -> new AtomicInteger()).incrementAndGet() > sessionsPerActor) {
            leave(perActor, actor);
            return false;
        }
        perToken.computeIfAbsent(caller.tokenId(), any -> new AtomicInteger()).incrementAndGet();
        return true;
    }

    void leave(Caller caller) {
        leave(perActor, caller.actor().id());
        leave(perToken, caller.tokenId());
    }

    private static void leave(Map<String, AtomicInteger> counts, String key) {
        counts.computeIfPresent(key, (any, count) -> count.decrementAndGet() <= 0 ? null : count);
    }

    @EventListener
    void revoked(CredentialsRevoked event) {
        feeds.values()
                .forEach(feed -> feed.each(session -> {
                    if (event.tokenIds().contains(session.caller().tokenId())) {
                        session.close(FeedSession.SIGNED_OUT, "signed out");
                    }
                }));
    }

    private void tick() {
        long now = tick++;
        int slot = (int) (now % SLOTS);
        boolean ping = now / SLOTS % PING_EVERY_SECONDS == 0;
        feeds.values().forEach(feed -> feed.tick(slot, ping));
        if (slot == 0) {
            feeds.keySet().stream().filter(id -> spaces.find(id).isEmpty()).forEach(this::removed);
        }
    }

    /** The space is gone; its viewers are told so. */
    private void removed(String id) {
        SpaceFeed feed = feeds.remove(id);
        feed.close(FeedSession.NO_SPACE, "no such space");
        threads.remove("feed-" + id).shutdown();
    }

    /** Who has a socket open uses its credential. */
    private void touch() {
        if (!perToken.isEmpty()) {
            gate.touch(perToken.keySet()).subscribe(done -> {}, problem -> {});
        }
    }

    @Override
    public void start() {
        running = true;
        clock.scheduleAtFixedRate(this::tick, 0, 1000 / SLOTS, TimeUnit.MILLISECONDS);
        clock.scheduleAtFixedRate(() -> feeds.values().forEach(SpaceFeed::sendLatest), 250, 250, TimeUnit.MILLISECONDS);
        clock.scheduleWithFixedDelay(this::touch, 1, 1, TimeUnit.MINUTES);
    }

    /** Before the server waits for requests under way: it would wait for the sockets, too. */
    @Override
    public void stop() {
        running = false;
        clock.shutdownNow();
        blocking.shutdownNow();
        feeds.values().forEach(feed -> feed.close(FeedSession.GOING_AWAY, "server stops"));
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
