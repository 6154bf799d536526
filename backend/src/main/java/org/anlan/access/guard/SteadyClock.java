package org.anlan.access.guard;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Goes on evenly from when this process began, whatever is done to the machine's clock: for spans of time only. A wait of
 * a minute must not become a day because somebody set the date right.
 */
public final class SteadyClock extends Clock {

    private static final Instant BEGAN = Instant.now();
    private static final long BEGAN_NANOS = System.nanoTime();

    private final ZoneId zone;

    public SteadyClock(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public Instant instant() {
        return BEGAN.plusNanos(System.nanoTime() - BEGAN_NANOS);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SteadyClock(other);
    }
}
