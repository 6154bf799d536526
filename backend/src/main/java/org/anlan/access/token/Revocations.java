package org.anlan.access.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells this node which credentials ended, whether here or on another node, each once. Whatever is remembered of a
 * credential is checked against {@link #isKnown}, so nothing remembered outlives a revocation.
 */
public class Revocations {

    /** How far back revocations of other nodes are read, and longer than a node takes to start a connection. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(2);

    private static final Duration KEEP = Duration.ofDays(30);

    private final TokenStore store;
    private final Clock clock;
    private final List<Consumer<Set<String>>> listeners = new ArrayList<>();
    /** Kept longer than any cache keeps a credential; its size is bounded by how many credentials can end meanwhile. */
    private final Cache<String, Instant> known =
            Caffeine.newBuilder().expireAfterWrite(LOOK_BACK.multipliedBy(5)).build();

    private Instant expiredUntil;

    public Revocations(TokenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.expiredUntil = clock.instant();
    }

    /** Before the first announcement only. */
    public void listen(Consumer<Set<String>> listener) {
        listeners.add(listener);
    }

    /** These ended; call it after the commit that says so. */
    public void announce(Collection<String> ids) {
        Instant now = clock.instant();
        Set<String> fresh = new HashSet<>();
        for (String id : ids) {
            if (known.asMap().putIfAbsent(id, now) == null) {
                fresh.add(id);
            }
        }
        if (!fresh.isEmpty()) {
            listeners.forEach(listener -> listener.accept(fresh));
        }
    }

    public boolean isKnown(String tokenId) {
        return known.getIfPresent(tokenId) != null;
    }

    /** Asks the database what ended elsewhere or by itself. Blocks. */
    public synchronized void poll() {
        Instant now = clock.instant();
        announce(store.revokedLately());
        announce(store.expired(expiredUntil, now));
        expiredUntil = now;
    }

    /** Removes what ended long ago. Blocks. */
    public void purge() {
        Instant now = clock.instant();
        store.purge(now.minus(KEEP), now.minus(LOOK_BACK));
    }
}
