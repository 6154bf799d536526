package org.anlan.gauge.reading;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.anlan.gauge.Datum;
import org.anlan.gauge.Gauge.Flag;

/**
 * What a station, a person or a file said of a river at a time.
 *
 * @param stageMetres in {@code datum}; null when only the flow is known
 * @param flow m³/s, or null
 * @param flags why it is suspect; empty = good
 */
public record Reading(
        String gauge,
        Instant at,
        String source,
        Double stageMetres,
        Double flow,
        Datum datum,
        List<Flag> flags,
        String note) {

    public Reading {
        Objects.requireNonNull(gauge, "gauge");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(datum, "datum");
        flags = List.copyOf(flags);
        if (stageMetres == null && flow == null) {
            throw new IllegalArgumentException("a reading has a stage or a flow");
        }
    }

    Reading flagged(List<Flag> why) {
        return new Reading(gauge, at, source, stageMetres, flow, datum, why, note);
    }

    boolean saysTheSameAs(Reading other) {
        return Objects.equals(stageMetres, other.stageMetres)
                && Objects.equals(flow, other.flow)
                && datum == other.datum;
    }
}
