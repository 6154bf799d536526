package org.anlan.gauge.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anlan.gauge.Assessor;
import org.anlan.gauge.Gauge;
import org.anlan.gauge.Gauges;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.model.Feature;
import org.anlan.picture.stream.CollisionException;
import org.anlan.picture.stream.Latest;
import org.anlan.picture.stream.Receipt;
import org.anlan.picture.stream.Rows;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;
import org.springframework.beans.factory.ObjectProvider;
import tools.jackson.databind.JsonNode;

/**
 * The stream {@code readings}: {@code [gauge, stageMetres, flow, datum, stageInThresholdDatum, quality, [flags], source,
 * at]}.
 */
public final class Readings implements StreamType {

    /** As many readings around a new one as the quality rule looks at. */
    private static final int AROUND = 10;

    private static final int TRIES = 10;

    private final ReadingStore store;
    private final Neighbours neighbours;
    private final Assessor assessor;
    private final ObjectProvider<Streams> streams;

    public Readings(ReadingStore store, Assessor assessor, ObjectProvider<Streams> streams) {
        this.store = store;
        this.neighbours = new Neighbours(store);
        this.assessor = assessor;
        this.streams = streams;
    }

    @Override
    public String name() {
        return "readings";
    }

    @Override
    public Set<Role> readers() {
        return Role.ALL;
    }

    @Override
    public Set<Role> writers() {
        return Gauges.WRITERS;
    }

    @Override
    public Receipt accept(Space space, Actor actor, List<JsonNode> rows) {
        Rows<ReadingRow> read = Rows.read(rows, ReadingRow.class);
        for (int attempt = 1; ; attempt++) {
            try {
                return take(space, actor, read);
            } catch (CollisionException collision) {
                // What another writer brought since we looked is known to the next attempt, which may refuse rows.
                if (attempt == TRIES) {
                    throw PictureException.busy();
                }
            }
        }
    }

    private Receipt take(Space space, Actor actor, Rows<ReadingRow> read) {
        List<Receipt.Refused> refused = new ArrayList<>(read.refused());
        Map<String, List<Reading>> fresh = new TreeMap<>();
        int repeated = 0;
        Map<Reading.Key, Reading> known = known(space, read.good());
        for (Rows.Row<ReadingRow> row : read.good()) {
            try {
                Reading reading = row.value()
                        .checked(
                                gauge(space, row.value().gauge()), space.clock().now());
                Reading before = known.putIfAbsent(reading.key(), reading);
                if (before == null) {
                    fresh.computeIfAbsent(reading.gauge(), any -> new ArrayList<>())
                            .add(reading);
                } else if (before.saysTheSameAs(reading)) {
                    repeated++;
                } else {
                    throw new PictureException(other(before));
                }
            } catch (PictureException refusal) {
                refused.add(new Receipt.Refused(row.number(), refusal.problem()));
            }
        }
        int accepted = fresh.values().stream().mapToInt(List::size).sum();
        if (accepted > 0) {
            write(space, actor, fresh);
        }
        refused.sort(Comparator.comparingInt(Receipt.Refused::row));
        return new Receipt(accepted, repeated, refused);
    }

    private static Problem other(Reading before) {
        return Problem.field(
                "conflict",
                "stageMetres",
                before.stageMetres(),
                "同站同时同来源已有另一个值;更正请换来源(如 correction)",
                "there is another value of this station, time and source; send a correction under another source");
    }

    /** What the table holds of the stations and times that were sent. */
    private Map<Reading.Key, Reading> known(Space space, List<Rows.Row<ReadingRow>> rows) {
        Map<String, Instant[]> spans = new HashMap<>();
        for (Rows.Row<ReadingRow> row : rows) {
            Instant time = row.value().time();
            if (row.value().gauge() != null && time != null) {
                spans.merge(row.value().gauge(), new Instant[] {time, time}, (one, two) -> new Instant[] {
                    one[0].isBefore(two[0]) ? one[0] : two[0], one[1].isAfter(two[1]) ? one[1] : two[1]
                });
            }
        }
        Map<Reading.Key, Reading> known = new HashMap<>();
        spans.forEach((gauge, span) -> {
            if (gauge(space, gauge) != null) {
                store.between(space.id(), gauge, span[0], span[1])
                        .forEach(reading -> known.put(reading.key(), reading));
            }
        });
        return known;
    }

    private static Gauge gauge(Space space, String code) {
        return code == null
                ? null
                : space.picture()
                        .find(Gauges.TYPE, code)
                        .map(Feature::properties)
                        .orElse(null);
    }

    private void write(Space space, Actor actor, Map<String, List<Reading>> fresh) {
        Map<Reading.Key, Reading> mine = new LinkedHashMap<>();
        List<Reading> checked = new ArrayList<>();
        fresh.forEach((code, readings) -> {
            readings.forEach(reading -> mine.put(reading.key(), reading));
            checked.addAll(checked(space, gauge(space, code), readings));
        });
        List<Reading> reflagged = new ArrayList<>();
        for (Reading reading : neighbours.check(space, checked)) {
            if (mine.replace(reading.key(), reading) == null) {
                reflagged.add(reading);
            }
        }
        Set<String> stations = Stream.concat(mine.values().stream(), reflagged.stream())
                .map(Reading::gauge)
                .collect(Collectors.toCollection(TreeSet::new));
        Instant recorded = Instant.now();
        streams.getObject().write(space.id(), this, latest(space, mine.values(), reflagged), connection -> {
            store.insert(connection, space.id(), mine.values(), actor.id(), recorded);
            store.flag(connection, space.id(), reflagged);
        });
        assessor.assess(space, stations);
    }

    /** The newest of each station: of what is new, and of what is flagged anew if nothing is newer. */
    private List<Latest> latest(Space space, Collection<Reading> inserted, List<Reading> reflagged) {
        Map<String, Reading> newest = new LinkedHashMap<>();
        Stream.concat(inserted.stream().filter(reading -> reading.stageMetres() != null), reflagged.stream())
                .forEach(reading -> newest.merge(
                        reading.gauge(), reading, (one, two) -> two.at().isBefore(one.at()) ? one : two));
        return newest.values().stream()
                .map(reading -> latest(gauge(space, reading.gauge()), reading))
                .toList();
    }

    /** The new readings and those around them whose flags change, all with their flags. */
    private List<Reading> checked(Space space, Gauge gauge, List<Reading> fresh) {
        List<Reading> staged =
                fresh.stream().filter(reading -> reading.stageMetres() != null).toList();
        if (staged.isEmpty()) {
            return List.of();
        }
        Comparator<Reading> order = Comparator.comparing(Reading::at).thenComparing(Reading::source);
        Instant first = staged.stream().min(order).orElseThrow().at();
        Instant last = staged.stream().max(order).orElseThrow().at();
        List<Reading> old = new ArrayList<>(store.before(space.id(), gauge.code(), first, AROUND));
        store.between(space.id(), gauge.code(), first, last).stream()
                .filter(reading -> reading.stageMetres() != null)
                .forEach(old::add);
        old.addAll(store.after(space.id(), gauge.code(), last, AROUND));
        Map<Reading.Key, Reading> before = new HashMap<>();
        old.forEach(reading -> before.put(reading.key(), reading));
        List<Reading> series = new ArrayList<>(old);
        series.addAll(staged);
        series.sort(order);
        return QualityRule.check(gauge, series).stream()
                .filter(reading -> !before.containsKey(reading.key())
                        || !before.get(reading.key()).flags().equals(reading.flags()))
                .toList();
    }

    private static Latest latest(Gauge gauge, Reading reading) {
        List<Object> values = new ArrayList<>();
        values.add(reading.stageMetres());
        values.add(reading.flow());
        values.add(reading.datum().word());
        var stage = reading.stageMetres() == null
                ? java.util.OptionalDouble.empty()
                : gauge.inThresholdDatum(reading.stageMetres(), reading.datum(), reading.at());
        values.add(stage.isPresent() ? stage.getAsDouble() : null);
        values.add(reading.flags().isEmpty() ? "good" : "suspect");
        values.add(reading.flags().stream().map(Gauge.Flag::word).toList());
        values.add(reading.source());
        return new Latest(reading.gauge(), reading.at(), values);
    }

    @Override
    public List<Latest> at(Space space, Instant time) {
        return store.newest(space.id(), time).stream()
                .filter(reading -> gauge(space, reading.gauge()) != null)
                .map(reading -> latest(gauge(space, reading.gauge()), reading))
                .toList();
    }
}
