package org.anlan.web.budget;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was spent within the last hour. Its caller holds its lock. */
final class Hour {

    /** Let through at a moment of {@link System#nanoTime}; {@code key} may be null. */
    record Spent(String key, int count, long nanos) {}

    static final Duration LENGTH = Duration.ofHours(1);

    private final Deque<Spent> spent = new ArrayDeque<>();
    private int sum;

    boolean holds(String key) {
        return key != null && spent.stream().anyMatch(one -> key.equals(one.key));
    }

    /** How long until so many more are at most so many; zero = now. When nothing was spent, any number is. */
    Duration until(int count, int most, long now) {
        while (!spent.isEmpty() && age(spent.peekFirst(), now) >= LENGTH.toNanos()) {
            sum -= spent.removeFirst().count;
        }
        int over = sum + count - most;
        Duration wait = Duration.ZERO;
        for (Spent one : spent) {
            if (over <= 0) {
                break;
            }
            over -= one.count;
            wait = LENGTH.minusNanos(age(one, now));
        }
        return wait;
    }

    private static long age(Spent one, long now) {
        return now - one.nanos;
    }

    Spent add(String key, int count, long now) {
        Spent one = new Spent(key, count, now);
        spent.addLast(one);
        sum += count;
        return one;
    }

    /** Once, whatever is asked. */
    void remove(Spent one) {
        if (spent.removeIf(other -> other == one)) {
            sum -= one.count;
        }
    }
}
