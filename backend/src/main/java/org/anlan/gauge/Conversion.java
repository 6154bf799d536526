package org.anlan.gauge;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How a station's stages in one datum become stages in another, from a day on.
 *
 * @param offsetMetres is added to a stage in {@code from}
 * @param confidence how far it can be trusted, in words
 */
public record Conversion(Datum from, Datum to, double offsetMetres, LocalDate validFrom, String confidence) {

    /** Days of validity begin at midnight in China. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    public Conversion {
        Objects.requireNonNull(validFrom, "validFrom");
        if (from == null || to == null || from == to || from == Datum.UNKNOWN || to == Datum.UNKNOWN) {
            throw new IllegalArgumentException("a conversion joins two known datums, not " + from + " and " + to);
        }
        if (!(Math.abs(offsetMetres) < 100)) {
            throw new IllegalArgumentException("an offset of " + offsetMetres + " m");
        }
    }

    /** A stage in another datum by the conversion that is valid at the time; empty when nobody knows. */
    public static OptionalDouble convert(
            double stageMetres, Datum from, Datum to, Instant time, List<Conversion> conversions) {
        if (from == Datum.UNKNOWN || to == Datum.UNKNOWN) {
            return OptionalDouble.empty();
        }
        if (from == to) {
            return OptionalDouble.of(stageMetres);
        }
        LocalDate day = time.atOffset(CHINA).toLocalDate();
        return conversions.stream()
                .filter(one -> !one.validFrom.isAfter(day))
                .filter(one -> one.from == from && one.to == to || one.from == to && one.to == from)
                .max(java.util.Comparator.comparing(Conversion::validFrom))
                .map(one -> OptionalDouble.of(
                        round(one.from == from ? stageMetres + one.offsetMetres : stageMetres - one.offsetMetres)))
                .orElse(OptionalDouble.empty());
    }

    /** Stages are told in millimetres at best. */
    private static double round(double metres) {
        return Math.round(metres * 1000) / 1000.0;
    }
}
