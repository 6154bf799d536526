package org.anlan.gauge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.anlan.gauge.Gauge.Flag;
import org.anlan.gauge.Gauge.Quality;
import org.anlan.gauge.Gauge.State;
import org.anlan.gauge.Gauge.Trend;
import org.anlan.gauge.reading.Reading;

/** How a gauge stands, as a pure function of its definition, its last readings and the time. */
public record Assessment(State state, Trend trend, Quality quality, List<Flag> flags) {

    static final Assessment NONE = new Assessment(State.MISSING, null, null, List.of());

    /** Smaller differences are the waves of the river and the reading of the scale; metres. */
    private static final double STEADY_WITHIN = 0.02;

    /** The trend compares with the nearest reading that is at least so much older, and at most a day. */
    private static final Duration TREND_OVER = Duration.ofMinutes(30);

    private static final Duration TREND_WITHIN = Duration.ofHours(24);

    public Assessment {
        flags = List.copyOf(flags);
    }

    /**
     * A suspect reading neither raises nor lowers the state: the last good one counts while it is not too old. One that
     * only stations nearby contradict does count, see {@link Reading#counts}.
     *
     * @param readings with a stage, oldest first, none after {@code now}
     */
    public static Assessment of(Gauge gauge, List<Reading> readings, Instant now) {
        if (readings.isEmpty()) {
            return NONE;
        }
        Reading newest = readings.get(readings.size() - 1);
        Quality quality = newest.flags().isEmpty() ? Quality.GOOD : Quality.SUSPECT;
        List<Reading> good = readings.stream().filter(Reading::counts).toList();
        Reading last = good.isEmpty() ? null : good.get(good.size() - 1);
        if (last == null || isStale(gauge, last.at(), now)) {
            return new Assessment(State.MISSING, null, quality, newest.flags());
        }
        return new Assessment(state(gauge, last), trend(good), quality, newest.flags());
    }

    /** Twice the expected interval without a reading. */
    public static boolean isStale(Gauge gauge, Instant reading, Instant now) {
        return Duration.between(reading, now).compareTo(Duration.ofMinutes(2L * gauge.intervalMinutes())) > 0;
    }

    private static State state(Gauge gauge, Reading reading) {
        if (gauge.lowestThreshold().isEmpty()) {
            return State.NO_THRESHOLDS;
        }
        OptionalDouble stage = gauge.inThresholdDatum(reading.stageMetres(), reading.datum(), reading.at());
        if (stage.isEmpty()) {
            return State.DATUM_UNKNOWN;
        }
        if (reaches(stage.getAsDouble(), gauge.recordStageMetres())) {
            return State.ABOVE_RECORD;
        }
        if (reaches(stage.getAsDouble(), gauge.guaranteeStageMetres())) {
            return State.ABOVE_GUARANTEE;
        }
        return reaches(stage.getAsDouble(), gauge.warningStageMetres()) ? State.ABOVE_WARNING : State.NORMAL;
    }

    private static boolean reaches(double stage, Double threshold) {
        return threshold != null && stage >= threshold;
    }

    private static Trend trend(List<Reading> good) {
        Reading last = good.get(good.size() - 1);
        for (int index = good.size() - 2; index >= 0; index--) {
            Reading before = good.get(index);
            Duration apart = Duration.between(before.at(), last.at());
            if (apart.compareTo(TREND_WITHIN) > 0) {
                return null;
            }
            if (apart.compareTo(TREND_OVER) >= 0 && before.datum() == last.datum()) {
                double rise = last.stageMetres() - before.stageMetres();
                // A centimetre too many in the sum of two decimals must not decide.
                boolean steady = Math.abs(rise) < STEADY_WITHIN + 1e-9;
                return steady ? Trend.STEADY : rise > 0 ? Trend.RISING : Trend.FALLING;
            }
        }
        return null;
    }
}
