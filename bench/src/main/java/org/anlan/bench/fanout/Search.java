package org.anlan.bench.fanout;

import java.time.Duration;
import org.anlan.bench.Say;

/** Looks for the highest rate at which the last client's p99 stays below a limit. */
final class Search {

    private static final double FINE = 1.12;
    private static final double KEPT_UP = 0.9;

    private final double limitMillis;
    private final Duration length;

    Search(double limitMillis, Duration length) {
        this.limitMillis = limitMillis;
        this.length = length;
    }

    /** The best measurement, doubling from {@code first} messages per second, then halving the gap. */
    Pace.Outcome best(Broadcast system, double first) throws Exception {
        double good = 0;
        double bad = Double.POSITIVE_INFINITY;
        double rate = first;
        Pace.Outcome best = null;
        while (bad / Math.max(good, 1) > FINE) {
            Pace.Outcome outcome = measured(system, rate);
            if (!isFast(system, outcome)) {
                outcome = measured(system, rate); // the first time at a rate compilers are still at work
            }
            if (isFast(system, outcome)) {
                good = rate;
                best = outcome;
            } else {
                bad = rate;
            }
            rate = Double.isInfinite(bad) ? rate * 2 : good == 0 ? bad / 2 : Math.sqrt(good * bad);
            if (rate < 1) {
                throw new IllegalStateException(system.name() + " is not fast enough at any rate");
            }
        }
        return best;
    }

    private Pace.Outcome measured(Broadcast system, double rate) throws Exception {
        Pace.Outcome outcome = Pace.run(system, rate, length);
        Say.line(
                "%s: %,.0f/s → %,.0f deliveries/s, p99 %.1f ms %s",
                system.name(),
                rate,
                outcome.deliveriesPerSecond(),
                outcome.fromSending().p99(),
                isFast(system, outcome) ? "" : "(too slow)");
        return outcome;
    }

    private boolean isFast(Broadcast system, Pace.Outcome outcome) {
        return outcome.fromSending().p99() < limitMillis
                && outcome.deliveriesPerSecond() > KEPT_UP * outcome.perSecond() * system.clients();
    }
}
