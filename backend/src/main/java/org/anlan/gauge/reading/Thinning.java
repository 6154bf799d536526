package org.anlan.gauge.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Fewer readings that look the same: of each part of the time the first, the lowest, the highest and the last. */
public final class Thinning {

    private static final int PER_PART = 4;

    private Thinning() {}

    /**
     * @param series with stages, oldest first
     * @param most how many may remain, at least four
     * @return the series itself when it is short enough; else a part of it that holds its ends, its highest and its lowest
     */
    public static List<Reading> thin(List<Reading> series, int most) {
        if (series.size() <= most) {
            return series;
        }
        int parts = Math.max(1, most / PER_PART);
        Instant from = series.get(0).at();
        double part =
                (Duration.between(from, series.get(series.size() - 1).at()).toMillis() + 1) / (double) parts;
        TreeSet<Integer> kept = new TreeSet<>();
        int begin = 0;
        while (begin < series.size()) {
            int bucket = bucket(series.get(begin), from, part);
            int end = begin;
            int low = begin;
            int high = begin;
            while (end < series.size() && bucket(series.get(end), from, part) == bucket) {
                low = value(series, end) < value(series, low) ? end : low;
                high = value(series, end) > value(series, high) ? end : high;
                end++;
            }
            kept.addAll(List.of(begin, low, high, end - 1));
            begin = end;
        }
        List<Reading> thinned = new ArrayList<>(kept.size());
        kept.forEach(index -> thinned.add(series.get(index)));
        return thinned;
    }

    private static int bucket(Reading reading, Instant from, double part) {
        return (int) (Duration.between(from, reading.at()).toMillis() / part);
    }

    private static double value(List<Reading> series, int index) {
        Reading reading = series.get(index);
        return reading.stageMetres() == null ? reading.flow() : reading.stageMetres();
    }
}
