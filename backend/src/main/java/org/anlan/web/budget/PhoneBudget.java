package org.anlan.web.budget;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.Submission;

/**
 * How much one field phone may write within an hour. Counted in the memory of this node: a restart forgets it, and each
 * node counts for itself. Asking again with the same Idempotency-Key costs nothing. Any thread.
 */
public final class PhoneBudget {

    private static final long COUNTED = 30_000;

    /** What is counted, each by itself, and how many times as much of it as of reports there may be. */
    private enum Share {
        REPORTS(1, "上报 %d 条", "sent %d reports"),
        STEPS(10, "操作 %d 次", "taken %d steps"),
        /** Of streams: a team's position each second for three hours. */
        ROWS(100, "发出 %d 行数据", "sent %d rows");

        private final int times;
        private final String words;
        private final String wordsEn;

        Share(int times, String words, String wordsEn) {
            this.times = times;
            this.words = words;
            this.wordsEn = wordsEn;
        }
    }

    private record Counted(String phone, Share share) {}

    /** Takes back what was spent in vain. */
    @FunctionalInterface
    public interface Refund {
        void give();
    }

    private static final Refund NOTHING = () -> {};

    private final int hourly;
    private final LongSupplier nanos;
    private final Cache<Counted, Hour> hours = Caffeine.newBuilder()
            .maximumSize(COUNTED)
            .expireAfterAccess(Hour.LENGTH)
            .build();

    /** @param hourly how many features a phone may create */
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

    /** A command. @throws PictureException 429 with the seconds until the next is taken */
    public Refund spend(Submission<?> submission) {
        Share share = submission.command().creates() ? Share.REPORTS : Share.STEPS;
        return spend(submission.actor(), share, submission.key(), 1);
    }

    /** Rows for a stream. @throws PictureException 429 with the seconds until so many are taken */
    public Refund spend(Actor actor, int rows) {
        return spend(actor, Share.ROWS, null, rows);
    }

    private Refund spend(Actor actor, Share share, String key, int count) {
        if (actor.role() != Role.FIELD || count == 0) {
            return NOTHING;
        }
        Hour hour = hours.get(new Counted(actor.id(), share), any -> new Hour());
        long now = nanos.getAsLong();
        int most = hourly * share.times;
        synchronized (hour) {
            if (hour.holds(key)) {
                return NOTHING;
            }
            Duration wait = hour.until(count, most, now);
            if (!wait.isZero()) {
                throw spent(share, most, wait);
            }
            Hour.Spent one = hour.add(key, count, now);
            return () -> {
                synchronized (hour) {
                    hour.remove(one);
                }
            };
        }
    }

    private static PictureException spent(Share share, int most, Duration wait) {
        long seconds = Math.max(1, wait.toSeconds() + 1);
        long minutes = (seconds + 59) / 60;
        return new PictureException(Problem.of(
                        429,
                        "budget",
                        "本机一小时内已" + share.words.formatted(most) + ",约 " + minutes + " 分钟后自动再发;紧急情况请打电话",
                        "this phone has " + share.wordsEn.formatted(most) + " within an hour; the next goes in about "
                                + minutes + " min. In an emergency, call")
                .with("limit", most)
                .with("retryAfterSeconds", seconds));
    }
}
