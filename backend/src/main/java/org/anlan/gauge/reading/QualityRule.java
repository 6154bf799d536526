package org.anlan.gauge.reading;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.anlan.gauge.Datum;
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

    /**
     * @param series one source or many, with stages, in {@link Reading#ORDER}
     * @return the same list with flags set anew
     */
    public static List<Reading> check(Gauge gauge, List<Reading> series) {
        return check(gauge, series, 0);
    }

    /** @param from those before this index keep their flags: they were judged when more was known of what lay before */
    static List<Reading> check(Gauge gauge, List<Reading> series, int from) {
        List<Reading> told = told(series);
        Map<Datum, Reading> good = new EnumMap<>(Datum.class);
        List<Reading> checked = new ArrayList<>(series.size());
        int moment = 0;
        int began = 0;
        for (Reading reading : series) {
            if (!reading.at().equals(told.get(moment).at())) {
                moment++;
                checked.subList(began, checked.size()).stream()
                        .filter(Reading::counts)
                        .forEach(believed -> good.put(believed.datum(), believed));
                began = checked.size();
            }
            checked.add(
                    checked.size() < from ? reading : checked(gauge, reading, good.get(reading.datum()), told, moment));
        }
        return checked;
    }

    /** Of each time the reading recorded last: what one is measured by is what stands before and after its time. */
    private static List<Reading> told(List<Reading> series) {
        List<Reading> told = new ArrayList<>();
        for (Reading reading : series) {
            if (!told.isEmpty() && told.get(told.size() - 1).at().equals(reading.at())) {
                told.set(told.size() - 1, reading);
            } else {
                told.add(reading);
            }
        }
        return told;
    }

    /**
     * @param good the last one before its time, in its datum, that is to be believed; null when there is none
     * @param moment where its time is in {@code told}
     */
    private static Reading checked(Gauge gauge, Reading reading, Reading good, List<Reading> told, int moment) {
        List<Flag> flags = new ArrayList<>();
        if (outOfRange(gauge, reading)) {
            flags.add(Flag.RANGE);
        }
        if (good != null && tooFast(good, reading)) {
            flags.add(Flag.RATE);
        }
        if (stuck(told, moment, reading)) {
            flags.add(Flag.STUCK);
        }
        if (spike(told, moment, reading)) {
            flags.add(Flag.SPIKE);
        }
        return reading.flagged(flags).marked(Flag.NEIGHBOURS, reading.flags().contains(Flag.NEIGHBOURS));
    }

    private static boolean outOfRange(Gauge gauge, Reading reading) {
        OptionalDouble stage = gauge.inThresholdDatum(reading.stageMetres(), reading.datum(), reading.at());
        if (stage.isEmpty() || gauge.lowestThreshold().isEmpty()) {
            return false;
        }
        return stage.getAsDouble() > gauge.highestThreshold().getAsDouble() + ABOVE
                || stage.getAsDouble() < gauge.lowestThreshold().getAsDouble() - BELOW;
    }

    private static boolean tooFast(Reading last, Reading reading) {
        Duration apart = Duration.between(last.at(), reading.at());
        double hours = apart.toMillis() / 3_600_000.0;
        return apart.compareTo(RATE_OVER) >= 0
                && Math.abs(reading.stageMetres() - last.stageMetres()) > FASTEST * hours;
    }

    private static boolean stuck(List<Reading> told, int moment, Reading reading) {
        int same = 1;
        for (int index = moment - 1; index >= 0; index--) {
            Reading before = told.get(index);
            if (before.datum() != reading.datum() || Math.abs(before.stageMetres() - reading.stageMetres()) >= 0.005) {
                return false;
            }
            same++;
            if (same >= STUCK_READINGS
                    && Duration.between(before.at(), reading.at()).compareTo(STUCK_OVER) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean spike(List<Reading> told, int moment, Reading here) {
        if (moment == 0 || moment == told.size() - 1) {
            return false;
        }
        Reading before = told.get(moment - 1);
        Reading after = told.get(moment + 1);
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
