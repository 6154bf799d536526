package org.anlan.gauge.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.anlan.gauge.Gauge;
import org.anlan.gauge.Gauges;
import org.anlan.geo.Distance;
import org.anlan.picture.Space;
import org.anlan.picture.model.Feature;
import org.locationtech.jts.geom.Coordinate;

/** Brings new readings, and those of the stations nearby, before {@link NeighbourRule}. */
final class Neighbours {

    /** So much before the first and after the last reading of a run, those of its station and its neighbours are read. */
    private static final Duration AROUND = NeighbourRule.CONFIRMS_WITHIN.multipliedBy(2);

    private final ReadingStore store;

    Neighbours(ReadingStore store) {
        this.store = store;
    }

    /**
     * @param batch new readings, and stored ones whose other flags have changed
     * @return the same with the flag where it belongs, and the stored ones that gain or lose it
     */
    List<Reading> check(Space space, Collection<Reading> batch) {
        List<Reading> staged =
                batch.stream().filter(Reading::hasStage).sorted(Reading.ORDER).toList();
        Map<String, Set<String>> near = near(space, stations(staged));
        Map<Reading.Key, Reading> result = new LinkedHashMap<>();
        batch.forEach(reading -> result.put(reading.key(), reading));
        if (!near.isEmpty()) {
            Runs.of(staged).forEach(run -> check(space, run, staged, near, result));
        }
        return new ArrayList<>(result.values());
    }

    /** Judges what the run's readings can have a part in: their own station's and its neighbours' of a day before and after. */
    private void check(
            Space space,
            List<Reading> run,
            List<Reading> staged,
            Map<String, Set<String>> near,
            Map<Reading.Key, Reading> result) {
        Instant first = run.get(0).at();
        Instant last = run.get(run.size() - 1).at();
        Instant from = first.minus(AROUND);
        Instant to = last.plus(AROUND);
        Set<String> reporting = stations(run);
        Set<String> judged = near.keySet().stream()
                .filter(code -> reporting.contains(code) || !Collections.disjoint(near.get(code), reporting))
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, List<Reading>> brought =
                between(staged, from, to).stream().collect(Collectors.groupingBy(Reading::gauge));
        Map<String, List<Reading>> series = new TreeMap<>();
        for (String code : movers(space, brought, judged, from, to)) {
            List<Reading> own = series.computeIfAbsent(code, any -> series(space, any, brought, from, to));
            List<List<Reading>> others = near.get(code).stream()
                    .map(other -> series.computeIfAbsent(other, any -> series(space, any, brought, from, to)))
                    .toList();
            List<Reading> marked = NeighbourRule.check(own, others);
            for (int index = 0; index < own.size(); index++) {
                Reading reading = own.get(index);
                // Of what lies farther away too little was read to judge it.
                boolean touched = !reading.at().isBefore(first.minus(NeighbourRule.CONFIRMS_WITHIN))
                        && !reading.at().isAfter(last.plus(NeighbourRule.CONFIRMS_WITHIN));
                if (touched && marked.get(index) != reading) {
                    result.put(reading.key(), marked.get(index));
                }
            }
        }
    }

    private static Set<String> stations(List<Reading> readings) {
        return readings.stream().map(Reading::gauge).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Reading> between(List<Reading> sorted, Instant from, Instant to) {
        return sorted.subList(first(sorted, from), first(sorted, to.plusNanos(1)));
    }

    /** The index of the first one not before a time. */
    private static int first(List<Reading> sorted, Instant time) {
        int first = 0;
        int beyond = sorted.size();
        while (first < beyond) {
            int middle = (first + beyond) >>> 1;
            if (sorted.get(middle).at().isBefore(time)) {
                first = middle + 1;
            } else {
                beyond = middle;
            }
        }
        return first;
    }

    /** The stations whose stage differs enough, so that in calm weather one question to the table is all. */
    private Set<String> movers(
            Space space, Map<String, List<Reading>> brought, Set<String> codes, Instant from, Instant to) {
        Map<String, double[]> ranges = store.ranges(space.id(), codes, from, to);
        brought.forEach((code, readings) -> readings.forEach(reading -> {
            double stage = reading.stageMetres();
            ranges.merge(code, new double[] {stage, stage}, (one, two) ->
                    new double[] {Math.min(one[0], two[0]), Math.max(one[1], two[1])});
        }));
        return codes.stream()
                .filter(code -> ranges.containsKey(code))
                .filter(code -> ranges.get(code)[1] - ranges.get(code)[0] > NeighbourRule.MOVE)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is stored, with what the batch adds or flags anew. */
    private List<Reading> series(
            Space space, String code, Map<String, List<Reading>> brought, Instant from, Instant to) {
        Map<Reading.Key, Reading> readings = new LinkedHashMap<>();
        store.between(space.id(), code, from, to).stream()
                .filter(Reading::hasStage)
                .forEach(reading -> readings.put(reading.key(), reading));
        brought.getOrDefault(code, List.of()).forEach(reading -> readings.put(reading.key(), reading));
        return readings.values().stream().sorted(Reading.ORDER).toList();
    }

    /** Of each station that reports, and of each near such a one, all that are near it. */
    private static Map<String, Set<String>> near(Space space, Set<String> reporting) {
        List<Feature<Gauge>> rivers = space.picture().list(Gauges.TYPE).stream()
                .filter(gauge -> gauge.geometry() != null && gauge.properties().kind() == Gauge.Kind.RIVER)
                .toList();
        Set<String> judged = new TreeSet<>();
        rivers.stream().filter(gauge -> reporting.contains(gauge.id())).forEach(gauge -> {
            judged.add(gauge.id());
            judged.addAll(around(gauge, rivers));
        });
        Map<String, Set<String>> near = new TreeMap<>();
        rivers.stream().filter(gauge -> judged.contains(gauge.id())).forEach(gauge -> {
            Set<String> around = around(gauge, rivers);
            if (!around.isEmpty()) {
                near.put(gauge.id(), around);
            }
        });
        return near;
    }

    private static Set<String> around(Feature<Gauge> gauge, List<Feature<Gauge>> rivers) {
        Coordinate place = gauge.geometry().getCoordinate();
        return rivers.stream()
                .filter(other -> !other.id().equals(gauge.id()))
                .filter(other -> isNear(place, other.geometry().getCoordinate()))
                .map(Feature::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isNear(Coordinate one, Coordinate other) {
        boolean possible = Math.abs(one.y - other.y) * 110_000 < NeighbourRule.NEAR_METRES;
        return possible && Distance.metres(one, other) <= NeighbourRule.NEAR_METRES;
    }
}
