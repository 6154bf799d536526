package org.anlan.gauge.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
 * @param recorded when it was stored; null as long as it is not
 */
public record Reading(
        String gauge,
        Instant at,
        String source,
        Double stageMetres,
        Double flow,
        Datum datum,
        List<Flag> flags,
        String note,
        Instant recorded) {

    /** Oldest first. Of one time the last counts, which is the one recorded last: a correction follows what it corrects. */
    static final Comparator<Reading> ORDER = Comparator.comparing(Reading::at)
            .thenComparing(Reading::recorded, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Reading::source);

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

    /** One that is not stored yet. */
    public Reading(
            String gauge,
            Instant at,
            String source,
            Double stageMetres,
            Double flow,
            Datum datum,
            List<Flag> flags,
            String note) {
        this(gauge, at, source, stageMetres, flow, datum, flags, note, null);
    }

    /** What makes a reading one. */
    record Key(String gauge, Instant at, String source) {}

    Reading flagged(List<Flag> why) {
        return flags.equals(why) ? this : new Reading(gauge, at, source, stageMetres, flow, datum, why, note, recorded);
    }

    /**
     * Whether the state may follow it. One that only the stations nearby contradict counts: the first station that a
     * flood reaches is always alone.
     */
    public boolean counts() {
        return flags.isEmpty() || flags.equals(List.of(Flag.NEIGHBOURS));
    }

    Key key() {
        return new Key(gauge, at, source);
    }

    /** The same with or without this flag. */
    Reading marked(Flag flag, boolean set) {
        if (flags.contains(flag) == set) {
            return this;
        }
        List<Flag> next = new ArrayList<>(flags);
        if (set) {
            next.add(flag);
        } else {
            next.remove(flag);
        }
        return flagged(next);
    }

    boolean hasStage() {
        return stageMetres != null;
    }

    boolean saysTheSameAs(Reading other) {
        return Objects.equals(stageMetres, other.stageMetres)
                && Objects.equals(flow, other.flow)
                && datum == other.datum;
    }
}
