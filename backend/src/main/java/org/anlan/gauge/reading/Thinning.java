package org.anlan.gauge.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Fewer readings that look the same: of each part of the time the first and the last, and the lowest and the highest of
 * the stages and of the flows, each for itself.
 */
public final class Thinning {

    private static final int ENDS = 2;
    private static final int PEAKS = 2;
    private static final List<Function<Reading, Double>> TOLD = List.of(Reading::stageMetres, Reading::flow);

    private Thinning() {}

    /**
     * @param series oldest first
     * @param most how many may remain; six may in any case
     * @return the series itself when it is short enough; else a part of it that holds its ends and of stages and flows the
     *     highest and the lowest
     */
    public static List<Reading> thin(List<Reading> series, int most) {
        if (series.size() <= most) {
            return series;
        }
        List<Function<Reading, Double>> told = TOLD.stream()
                .filter(value -> series.stream().anyMatch(reading -> value.apply(reading) != null))
                .toList();
        int parts = Math.max(1, most / (ENDS + PEAKS * told.size()));
        Instant from = series.get(0).at();
        double part =
                (Duration.between(from, series.get(series.size() - 1).at()).toMillis() + 1) / (double) parts;
        TreeSet<Integer> kept = new TreeSet<>();
        int begin = 0;
        while (begin < series.size()) {
            int bucket = bucket(series.get(begin), from, part);
            int end = begin;
            while (end < series.size() && bucket(series.get(end), from, part) == bucket) {
                end++;
            }
            kept.add(begin);
            kept.add(end - 1);
            for (Function<Reading, Double> value : told) {
                addPeaks(kept, series, value, begin, end);
            }
            begin = end;
        }
        return kept.stream().map(series::get).toList();
    }

    private static int bucket(Reading reading, Instant from, double part) {
        return (int) (Duration.between(from, reading.at()).toMillis() / part);
    }

    private static void addPeaks(
            TreeSet<Integer> kept, List<Reading> series, Function<Reading, Double> value, int begin, int end) {
        int low = -1;
        int high = -1;
        for (int index = begin; index < end; index++) {
            Double here = value.apply(series.get(index));
            if (here != null) {
                low = low < 0 || here < value.apply(series.get(low)) ? index : low;
                high = high < 0 || here > value.apply(series.get(high)) ? index : high;
            }
        }
        if (low >= 0) {
            kept.add(low);
            kept.add(high);
        }
    }
}
