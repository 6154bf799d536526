package org.anlan.web.budget;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.Submission;

/**
 * How many features one field phone may create within an hour. Counted in the memory of this node: a restart forgets it,
 * and each node counts for itself. Asking again with the same Idempotency-Key costs nothing. Any thread.
 */
public final class PhoneBudget {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final long PHONES = 10_000;

    /** One creation that was let through; {@code key} may be null. */
    private record Spent(String key, long nanos) {}

    /** Takes back what was spent in vain. */
    @FunctionalInterface
    public interface Refund {
        void give();
    }

    private static final Refund NOTHING = () -> {};

    private final int hourly;
    private final LongSupplier nanos;
    private final Cache<String, Deque<Spent>> phones =
            Caffeine.newBuilder().maximumSize(PHONES).expireAfterAccess(HOUR).build();

    public PhoneBudget(int hourly) {
        this(hourly, System::nanoTime);
    }

    PhoneBudget(int hourly, LongSupplier nanos) {
        if (hourly < 1) {
            throw new IllegalArgumentException("anlan.web.hourly-per-phone is " + hourly + "; use 1 or more");
        }
        this.hourly = hourly;
        this.nanos = nanos;
    }

    /** @throws PictureException 429 with the seconds until the next is taken */
    public Refund spend(Submission<?> submission) {
        boolean counts =
                submission.actor().role() == Role.FIELD && submission.command().creates();
        if (!counts) {
            return NOTHING;
        }
        Deque<Spent> hour = phones.get(submission.actor().id(), phone -> new ArrayDeque<>());
        synchronized (hour) {
            long now = nanos.getAsLong();
            while (!hour.isEmpty() && now - hour.peekFirst().nanos >= HOUR.toNanos()) {
                hour.removeFirst();
            }
            if (submission.key() != null
                    && hour.stream().anyMatch(spent -> Objects.equals(spent.key, submission.key()))) {
                return NOTHING;
            }
            if (hour.size() >= hourly) {
                throw spent(Duration.ofNanos(HOUR.toNanos() - (now - hour.peekFirst().nanos)));
            }
            Spent one = new Spent(submission.key(), now);
            hour.addLast(one);
            return () -> {
                synchronized (hour) {
                    hour.removeIf(other -> other == one);
                }
            };
        }
    }

    private PictureException spent(Duration wait) {
        long seconds = Math.max(1, wait.toSeconds() + 1);
        long minutes = (seconds + 59) / 60;
        return new PictureException(Problem.of(
                        429,
                        "budget",
                        "本机一小时内已上报 " + hourly + " 条,约 " + minutes + " 分钟后自动再发;紧急情况请打电话",
                        "this phone has sent " + hourly + " reports within an hour; the next goes in about " + minutes
                                + " min. In an emergency, call")
                .with("limit", hourly)
                .with("retryAfterSeconds", seconds));
    }
}
