package org.anlan.gauge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.anlan.picture.model.Verbatim;

/**
 * A station, what its stages mean, and how it stands. Single readings are not in it: it changes only with its state,
 * trend, quality or definition.
 *
 * @param code station code, also the feature's id
 * @param warningStageMetres 警戒水位 in {@code thresholdDatum}; null = none or unknown, as the two after it
 * @param guaranteeStageMetres 保证水位
 * @param recordStageMetres highest stage on record
 * @param guaranteeFlow 保证流量, m³/s
 * @param readingDatum of readings that do not say their own
 * @param intervalMinutes a reading is expected at least so often; twice as long without one is 缺测
 * @param trend null while it cannot be told
 * @param quality of the newest reading; null when there is none
 * @param stateSince space time, null before the first assessment
 */
public record Gauge(
        @Verbatim String code,
        String name,
        String river,
        Kind kind,
        boolean inCounty,
        Double warningStageMetres,
        Double guaranteeStageMetres,
        Double recordStageMetres,
        Double guaranteeFlow,
        Datum thresholdDatum,
        Datum readingDatum,
        List<Conversion> conversions,
        int intervalMinutes,
        State state,
        Trend trend,
        Quality quality,
        List<Flag> flags,
        Instant stateSince) {

    public enum Kind {
        RIVER,
        RESERVOIR;

        @JsonValue
        public String word() {
            return Gauge.word(this);
        }
    }

    /** From low to high; the last three cannot be compared. */
    public enum State {
        NORMAL,
        ABOVE_WARNING,
        ABOVE_GUARANTEE,
        ABOVE_RECORD,
        NO_THRESHOLDS,
        MISSING,
        DATUM_UNKNOWN;

        @JsonValue
        public String word() {
            return Gauge.word(this);
        }
    }

    /** As SL 323-2011 WPTN: 5 涨, 4 落, 6 平. */
    public enum Trend {
        RISING,
        FALLING,
        STEADY;

        @JsonValue
        public String word() {
            return Gauge.word(this);
        }
    }

    public enum Quality {
        GOOD,
        SUSPECT;

        @JsonValue
        public String word() {
            return Gauge.word(this);
        }
    }

    /** Why a reading is suspect. */
    public enum Flag {
        /** Far outside what the station's thresholds let expect. */
        RANGE,
        /** Rises or falls faster than rivers do. */
        RATE,
        /** The same to the centimetre for too long. */
        STUCK,
        /** Out of line with the readings before and after it. */
        SPIKE,
        /** Moves while no station nearby does. */
        NEIGHBOURS;

        @JsonValue
        public String word() {
            return Gauge.word(this);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Gauge {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(thresholdDatum, "thresholdDatum");
        Objects.requireNonNull(readingDatum, "readingDatum");
        Objects.requireNonNull(state, "state");
        if (code == null || !code.matches("[A-Za-z0-9-]{1,40}") || name == null || name.isBlank() || river == null) {
            throw new IllegalArgumentException("gauge code \"" + code + "\", name \"" + name + "\"");
        }
        if (intervalMinutes < 1 || intervalMinutes > 44_640) {
            throw new IllegalArgumentException("an interval of " + intervalMinutes + " minutes");
        }
        double[] stages = Stream.of(warningStageMetres, guaranteeStageMetres, recordStageMetres)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        for (int index = 1; index < stages.length; index++) {
            if (stages[index] < stages[index - 1]) {
                throw new IllegalArgumentException("warning, guarantee and record stage must not fall");
            }
        }
        conversions = conversions == null ? List.of() : List.copyOf(conversions);
        flags = flags == null ? List.of() : List.copyOf(flags);
    }

    /** The lowest threshold there is. */
    public OptionalDouble lowestThreshold() {
        return thresholds().min();
    }

    public OptionalDouble highestThreshold() {
        return thresholds().max();
    }

    private java.util.stream.DoubleStream thresholds() {
        return Stream.of(warningStageMetres, guaranteeStageMetres, recordStageMetres)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue);
    }

    /** A stage in the datum of the thresholds; empty when they have no common one. */
    public OptionalDouble inThresholdDatum(double stageMetres, Datum datum, Instant time) {
        return Conversion.convert(stageMetres, datum, thresholdDatum, time, conversions);
    }

    Gauge assessed(Assessment next, Instant now) {
        return new Gauge(
                code,
                name,
                river,
                kind,
                inCounty,
                warningStageMetres,
                guaranteeStageMetres,
                recordStageMetres,
                guaranteeFlow,
                thresholdDatum,
                readingDatum,
                conversions,
                intervalMinutes,
                next.state(),
                next.trend(),
                next.quality(),
                next.flags(),
                next.state() == state && stateSince != null ? stateSince : now);
    }

    /** As before the first reading. */
    Gauge unread() {
        return assessed(Assessment.NONE, null);
    }

    Assessment assessment() {
        return new Assessment(state, trend, quality, flags);
    }
}
