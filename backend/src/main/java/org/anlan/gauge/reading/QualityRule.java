package org.anlan.gauge.reading;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.anlan.gauge.Gauge;
import org.anlan.gauge.Gauge.Flag;

/**
 * Which readings of a series are not to be believed at once. Pure; the limits are wide, for a flood is what must not be
 * called an error: in July 2021 the 卫河 rose by at most 0.32 m in an hour.
 */
public final class QualityRule {

    /** Metres an hour. */
    private static final double FASTEST = 1.5;

    /** Closer readings than this say nothing of the rate. */
    private static final Duration RATE_OVER = Duration.ofMinutes(5);

    /** A reading that leaves the line between those beside it by more, up and back or down and back; metres. */
    private static final double SPIKE = 0.3;

    /** Readings farther apart say nothing of a spike. */
    private static final Duration SPIKE_WITHIN = Duration.ofHours(48);

    /** So many readings in a row, over so long, without a centimetre of change. */
    private static final int STUCK_READINGS = 8;

    private static final Duration STUCK_OVER = Duration.ofHours(6);

    /** Beyond the thresholds, metres. */
    private static final double ABOVE = 4;

    private static final double BELOW = 15;

    private QualityRule() {}

    /** @param series one source or many, with stages, oldest first; the same list with flags set anew */
    public static List<Reading> check(Gauge gauge, List<Reading> series) {
        List<Reading> checked = new ArrayList<>(series.size());
        for (int index = 0; index < series.size(); index++) {
            List<Flag> flags = new ArrayList<>();
            if (outOfRange(gauge, series.get(index))) {
                flags.add(Flag.RANGE);
            }
            if (tooFast(checked, series.get(index))) {
                flags.add(Flag.RATE);
            }
            if (stuck(series, index)) {
                flags.add(Flag.STUCK);
            }
            if (spike(series, index)) {
                flags.add(Flag.SPIKE);
            }
            checked.add(series.get(index).flagged(flags));
        }
        return checked;
    }

    private static boolean outOfRange(Gauge gauge, Reading reading) {
        OptionalDouble stage = gauge.inThresholdDatum(reading.stageMetres(), reading.datum(), reading.at());
        if (stage.isEmpty() || gauge.lowestThreshold().isEmpty()) {
            return false;
        }
        return stage.getAsDouble() > gauge.highestThreshold().getAsDouble() + ABOVE
                || stage.getAsDouble() < gauge.lowestThreshold().getAsDouble() - BELOW;
    }

    /** Against the last reading before it that was not itself too fast or a spike. */
    private static boolean tooFast(List<Reading> before, Reading reading) {
        for (int index = before.size() - 1; index >= 0; index--) {
            Reading last = before.get(index);
            if (last.flags().isEmpty() && last.datum() == reading.datum()) {
                Duration apart = Duration.between(last.at(), reading.at());
                double hours = apart.toMillis() / 3_600_000.0;
                return apart.compareTo(RATE_OVER) >= 0
                        && Math.abs(reading.stageMetres() - last.stageMetres()) > FASTEST * hours;
            }
        }
        return false;
    }

    private static boolean stuck(List<Reading> series, int index) {
        Reading reading = series.get(index);
        int same = 1;
        int from = index;
        while (from > 0
                && series.get(from - 1).datum() == reading.datum()
                && Math.abs(series.get(from - 1).stageMetres() - reading.stageMetres()) < 0.005) {
            from--;
            same++;
        }
        Duration over = Duration.between(series.get(from).at(), reading.at());
        return same >= STUCK_READINGS && over.compareTo(STUCK_OVER) >= 0;
    }

    private static boolean spike(List<Reading> series, int index) {
        if (index == 0 || index == series.size() - 1) {
            return false;
        }
        Reading before = series.get(index - 1);
        Reading here = series.get(index);
        Reading after = series.get(index + 1);
        long whole = Duration.between(before.at(), after.at()).toMillis();
        if (whole <= 0
                || whole > SPIKE_WITHIN.toMillis()
                || before.datum() != here.datum()
                || after.datum() != here.datum()) {
            return false;
        }
        double share = (double) Duration.between(before.at(), here.at()).toMillis() / whole;
        double line = before.stageMetres() + share * (after.stageMetres() - before.stageMetres());
        double up = here.stageMetres() - before.stageMetres();
        double back = here.stageMetres() - after.stageMetres();
        return up * back > 0
                && Math.abs(here.stageMetres() - line) > SPIKE
                && Math.min(Math.abs(up), Math.abs(back)) > SPIKE;
    }
}
