package org.anlan.gauge.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.anlan.gauge.Gauge;
import org.anlan.gauge.Gauges;
import org.anlan.picture.Space;
import org.anlan.picture.model.Feature;
import org.anlan.picture.stream.Latest;

/** What the stations are shown to say, now and at a past time. */
final class NewestReadings {

    private final ReadingStore store;

    NewestReadings(ReadingStore store) {
        this.store = store;
    }

    /** The newest of each station: of what is new, and of what is flagged anew or was sent again if nothing is newer. */
    List<Latest> of(Space space, Collection<Reading> inserted, List<Reading> reflagged, List<Reading> unseen) {
        Map<String, Reading> newest = new TreeMap<>();
        Stream.of(inserted, reflagged, unseen)
                .flatMap(Collection::stream)
                .filter(Reading::hasStage)
                .forEach(reading -> newest.merge(reading.gauge(), reading, BinaryOperator.maxBy(Reading.ORDER)));
        return newest.values().stream()
                .map(reading -> reading.recorded() == null ? reading : standing(space, reading, reflagged))
                .map(reading -> latest(Readings.gauge(space, reading.gauge()), reading))
                .toList();
    }

    /** What counts at the time of a stored reading, which is the correction if there is one, with the flags it will have. */
    private Reading standing(Space space, Reading stored, List<Reading> reflagged) {
        Reading last = store.between(space.id(), stored.gauge(), stored.at(), stored.at()).stream()
                .filter(Reading::hasStage)
                .max(Reading.ORDER)
                .orElse(stored);
        return reflagged.stream()
                .filter(reading -> reading.key().equals(last.key()))
                .findFirst()
                .orElse(last);
    }

    /** @param reading with a stage */
    private static Latest latest(Gauge gauge, Reading reading) {
        List<Object> values = new ArrayList<>();
        values.add(reading.stageMetres());
        values.add(reading.flow());
        values.add(reading.datum().word());
        OptionalDouble stage = gauge.inThresholdDatum(reading.stageMetres(), reading.datum(), reading.at());
        values.add(stage.isPresent() ? stage.getAsDouble() : null);
        values.add(reading.flags().isEmpty() ? "good" : "suspect");
        values.add(reading.flags().stream().map(Gauge.Flag::word).toList());
        values.add(reading.source());
        return new Latest(reading.gauge(), reading.at(), values);
    }

    /** A station's newest at a past time. */
    List<Latest> at(Space space, Instant time) {
        List<String> gauges =
                space.picture().list(Gauges.TYPE).stream().map(Feature::id).toList();
        return store.newest(space.id(), gauges, time).stream()
                .map(reading -> latest(Readings.gauge(space, reading.gauge()), reading))
                .toList();
    }
}
