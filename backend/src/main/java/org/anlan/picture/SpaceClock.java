package org.anlan.picture;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * The clock of a space as a straight line: space time {@code at} was true at real time {@code since}.
 *
 * @param rate space seconds per real second; 0 = paused, 1 = real time, at most {@link #FASTEST}
 */
public record SpaceClock(Instant at, Instant since, double rate) {

    public static final double FASTEST = 3600;

    /** The live space's: space time is real time. */
    public static final SpaceClock REAL = new SpaceClock(Instant.EPOCH, Instant.EPOCH, 1);

    public SpaceClock {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(since, "since");
        if (!(rate >= 0 && rate <= FASTEST)) {
            throw new IllegalArgumentException("rate " + rate + " is not within 0 to " + FASTEST);
        }
    }

    public boolean isReal() {
        return equals(REAL);
    }

    public boolean isPaused() {
        return rate == 0;
    }

    /** Space time now, to the millisecond. */
    public Instant now() {
        return now(Instant.now());
    }

    /** Space time at a real time. */
    public Instant now(Instant real) {
        if (isReal()) {
            return real.truncatedTo(ChronoUnit.MILLIS);
        }
        double nanos = Duration.between(since, real).toNanos() * rate;
        return at.plusNanos((long) Math.max(0, nanos)).truncatedTo(ChronoUnit.MILLIS);
    }

    /** From a real time on at another rate, and at another space time unless that has passed. */
    public SpaceClock goingOn(Instant to, double next, Instant real) {
        Instant now = now(real);
        return new SpaceClock(to.isBefore(now) ? now : to, real.truncatedTo(ChronoUnit.MILLIS), next);
    }
}
