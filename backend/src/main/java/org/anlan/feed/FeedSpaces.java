package org.anlan.feed;

import java.util.Map;
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
import org.anlan.access.CredentialsRevoked;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Registry;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The feeds of all spaces, their clocks, and what ends a session from outside. */
@Component
class FeedSpaces implements DisposableBean {

    private static final int CATCH_UP_THREADS = 2;
    /** Sockets one account or device may hold; a browser with a dozen tabs stays far below. */
    private static final int MAX_PER_ACTOR = 200;

    private final Spaces spaces;
    private final ChangeEncoder encoder;
    private final FeedMetrics metrics;
    private final AccessGate gate;
    private final Map<String, SpaceFeed> feeds = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> perActor = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> perToken = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(named("feed-clock"));
    private final ThreadPoolExecutor blocking = new ThreadPoolExecutor(
            CATCH_UP_THREADS, CATCH_UP_THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("feed-log"));
    private final Map<String, ExecutorService> threads = new ConcurrentHashMap<>();

    FeedSpaces(Spaces spaces, Registry registry, FeatureJson json, FeedMetrics metrics, AccessGate gate) {
        this.spaces = spaces;
        this.encoder = new ChangeEncoder(registry, json);
        this.metrics = metrics;
        this.gate = gate;
        blocking.allowCoreThreadTimeOut(true);
        clock.scheduleAtFixedRate(() -> feeds.values().forEach(SpaceFeed::tick), 1, 1, TimeUnit.SECONDS);
        clock.scheduleWithFixedDelay(this::housekeeping, 1, 1, TimeUnit.MINUTES);
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** @throws org.anlan.picture.PictureException 404 when there is no such space */
    SpaceFeed get(String space) {
        return feeds.computeIfAbsent(space, id -> {
            ExecutorService own = Executors.newSingleThreadExecutor(named("feed-" + id));
            threads.put(id, own);
            return new SpaceFeed(spaces.get(id), encoder, metrics, own, blocking);
        });
    }

    /** False when this actor holds too many sockets already. */
    boolean enter(String actor, String token) {
        if (perActor.computeIfAbsent(actor, any -> new AtomicInteger()).incrementAndGet() > MAX_PER_ACTOR) {
            leave(perActor, actor);
            return false;
        }
        perToken.computeIfAbsent(token, any -> new AtomicInteger()).incrementAndGet();
        return true;
    }

    void leave(String actor, String token) {
        leave(perActor, actor);
        leave(perToken, token);
    }

    private static void leave(Map<String, AtomicInteger> counts, String key) {
        counts.computeIfPresent(key, (any, count) -> count.decrementAndGet() <= 0 ? null : count);
    }

    @EventListener
    void revoked(CredentialsRevoked event) {
        feeds.values()
                .forEach(feed -> feed.everywhere(session -> {
                    if (event.tokenIds().contains(session.caller().tokenId())) {
                        session.close(FeedSession.SIGNED_OUT, "signed out");
                    }
                }));
    }

    private void housekeeping() {
        if (!perToken.isEmpty()) {
            gate.touch(perToken.keySet()).subscribe(done -> {}, problem -> {});
        }
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
        blocking.shutdownNow();
        threads.values().forEach(ExecutorService::shutdownNow);
    }
}
