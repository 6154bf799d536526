package org.anlan.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of a machine that somebody sets: it goes on, but is wrong by what the test says. */
public final class Hands extends Clock {

    private volatile Duration wrong = Duration.ZERO;

    public void set(Duration ahead) {
        wrong = ahead;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(wrong);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
