package org.anlan.gauge.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.anlan.gauge.Gauge.Flag;

/**
 * Which readings the stations nearby contradict (空间一致性检查): the river moves here and nowhere else. Pure. A flood wave
 * needs hours from one station to the next, so a neighbour confirms with any movement a day before or after; a reading is
 * judged anew whenever a neighbour reports.
 */
final class NeighbourRule {

    /** Straight line, metres; farther stations say nothing of each other. */
    static final double NEAR_METRES = 60_000;

    /** What a reading may differ from those of the hours before it and need no confirmation, metres. */
    static final double MOVE = 1.0;

    static final Duration MOVED_WITHIN = Duration.ofHours(12);

    /** As long before and after a reading, a neighbour's movement confirms it. */
    static final Duration CONFIRMS_WITHIN = Duration.ofHours(24);

    /** A neighbour that moves so much has moved, metres. */
    private static final double CONFIRMS = 0.10;

    /** A neighbour whose newest reading is older says nothing of a reading. */
    private static final Duration SPEAKS_UNTIL = Duration.ofHours(6);

    private NeighbourRule() {}

    /**
     * @param series of one station with stages, in {@link Reading#ORDER}
     * @param neighbours one series per station nearby, in the same order
     * @return the readings of the series, each with or without the flag
     */
    static List<Reading> check(List<Reading> series, Collection<List<Reading>> neighbours) {
        List<Reading> own = Corrections.standing(series);
        List<List<Reading>> others =
                neighbours.stream().map(Corrections::standing).toList();
        List<Reading> checked = new ArrayList<>(series.size());
        int before = 0;
        for (Reading reading : series) {
            while (own.get(before).at().isBefore(reading.at())) {
                before++;
            }
            boolean alone = moved(own.subList(0, before), reading) && contradicted(reading.at(), others);
            checked.add(reading.marked(Flag.NEIGHBOURS, alone));
        }
        return checked;
    }

    private static boolean moved(List<Reading> earlierOnes, Reading here) {
        for (int index = earlierOnes.size() - 1; index >= 0; index--) {
            Reading earlier = earlierOnes.get(index);
            if (Duration.between(earlier.at(), here.at()).compareTo(MOVED_WITHIN) > 0) {
                return false;
            }
            if (earlier.counts()
                    && earlier.datum() == here.datum()
                    && Math.abs(here.stageMetres() - earlier.stageMetres()) > MOVE) {
                return true;
            }
        }
        return false;
    }

    private static boolean contradicted(Instant time, Collection<List<Reading>> neighbours) {
        boolean spoken = false;
        for (List<Reading> series : neighbours) {
            List<Reading> around = between(series, time.minus(CONFIRMS_WITHIN), time.plus(CONFIRMS_WITHIN));
            if (around.size() < 2) {
                continue;
            }
            if (range(around) >= CONFIRMS) {
                return false;
            }
            spoken |= speaks(around, time);
        }
        return spoken;
    }

    private static List<Reading> between(List<Reading> series, Instant from, Instant to) {
        int first = 0;
        int beyond = series.size();
        while (first < beyond) {
            int middle = (first + beyond) >>> 1;
            if (series.get(middle).at().isBefore(from)) {
                first = middle + 1;
            } else {
                beyond = middle;
            }
        }
        List<Reading> found = new ArrayList<>();
        for (int index = first; index < series.size() && !series.get(index).at().isAfter(to); index++) {
            if (series.get(index).counts()) {
                found.add(series.get(index));
            }
        }
        return found;
    }

    /** There is a reading from before the time and one that is not much older than it. */
    private static boolean speaks(List<Reading> around, Instant time) {
        return around.get(0).at().isBefore(time)
                && !around.get(around.size() - 1).at().isBefore(time.minus(SPEAKS_UNTIL));
    }

    /** From the lowest to the highest stage, where a datum that changes between them says nothing. */
    private static double range(List<Reading> readings) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Reading reading : readings) {
            if (reading.datum() == readings.get(0).datum()) {
                low = Math.min(low, reading.stageMetres());
                high = Math.max(high, reading.stageMetres());
            }
        }
        return high - low;
    }
}
