package org.anlan.access.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;

/**
 * Slows down guessing: after some free failures each further one doubles the wait, per account and per address. An
 * attempt counts before its outcome is known, so that many at once gain nothing; success takes it back. State is
 * bounded: 10,000 of each, forgotten after an hour without an attempt.
 */
public final class Throttle {

    private static final long KEYS = 10_000;
    private static final Duration FORGET = Duration.ofHours(1);

    /** How much is free and how long the longest wait is. */
    record Limit(int free, Duration longest) {}

    /** Short, because anybody can make somebody else's account wait. */
    static final Limit ACCOUNT = new Limit(5, Duration.ofMinutes(1));

    /** Generous, because a whole office may share one address. */
    static final Limit ADDRESS = new Limit(30, Duration.ofMinutes(5));

    private record Failures(int count, Instant waitUntil) {
        static final Failures NONE = new Failures(0, Instant.MIN);
    }

    private final Clock clock;
    private final Cache<String, Failures> accounts = cache();
    private final Cache<String, Failures> addresses = cache();

    public Throttle(Clock clock) {
        this.clock = clock;
    }

    /** One attempt that was let through. */
    public final class Attempt {
        private final String account;
        private final String address;

        private Attempt(String account, String address) {
            this.account = account;
            this.address = address;
        }

        /** The secret was right: the account starts afresh, and the address gets this one attempt back. */
        public void succeeded() {
            if (account != null) {
                accounts.invalidate(account);
            }
            takeBack(addresses, address, ADDRESS);
        }

        /** It was not looked at, for a reason that is not the caller's. */
        public void withdraw() {
            if (account != null) {
                takeBack(accounts, account, ACCOUNT);
            }
            takeBack(addresses, address, ADDRESS);
        }
    }

    /**
     * @param account the name that is tried, or null when the secret names none
     * @param from IP address
     * @throws PictureException 429 with the seconds to wait
     */
    public Attempt attempt(String account, String from) {
        String name = account == null ? null : Secrets.hash(account.toLowerCase(Locale.ROOT));
        String address = network(from);
        Instant now = clock.instant();
        requireOver(addresses.getIfPresent(address), now);
        if (name != null) {
            requireOver(accounts.getIfPresent(name), now);
            count(accounts, name, ACCOUNT, now);
        }
        count(addresses, address, ADDRESS, now);
        return new Attempt(name, address);
    }

    /** IPv4 as it is; of IPv6 the /64, which one person owns whole. */
    static String network(String address) {
        String[] groups = address.split(":");
        return groups.length < 8 ? address : String.join(":", Arrays.copyOf(groups, 4));
    }

    private static void requireOver(Failures was, Instant now) {
        if (was != null && now.isBefore(was.waitUntil())) {
            throw refusal(Duration.between(now, was.waitUntil()));
        }
    }

    private static void count(Cache<String, Failures> cache, String key, Limit limit, Instant now) {
        AtomicReference<Failures> before = new AtomicReference<>();
        cache.asMap().compute(key, (same, found) -> {
            Failures was = found == null ? Failures.NONE : found;
            before.set(was);
            int count = was.count() + 1;
            return now.isBefore(was.waitUntil()) ? was : new Failures(count, now.plus(delay(count, limit)));
        });
        requireOver(before.get(), now);
    }

    private static void takeBack(Cache<String, Failures> cache, String key, Limit limit) {
        cache.asMap().computeIfPresent(key, (same, was) -> {
            int count = Math.max(0, was.count() - 1);
            return new Failures(count, count < limit.free() ? Instant.MIN : was.waitUntil());
        });
    }

    /** Nothing for the first few, then 1, 2, 4 … seconds up to the longest. */
    static Duration delay(int failures, Limit limit) {
        if (failures < limit.free()) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures - limit.free(), 20));
        return doubled.compareTo(limit.longest()) < 0 ? doubled : limit.longest();
    }

    private static PictureException refusal(Duration wait) {
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
        return new PictureException(Problem.of(
                        429,
                        "too-many-attempts",
                        "尝试次数过多,请 " + seconds + " 秒后再试",
                        "too many attempts; try again in " + seconds + " s")
                .with("retryAfterSeconds", seconds));
    }

    private static Cache<String, Failures> cache() {
        return Caffeine.newBuilder().maximumSize(KEYS).expireAfterAccess(FORGET).build();
    }
}
