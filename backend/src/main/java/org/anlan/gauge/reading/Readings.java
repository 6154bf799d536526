package org.anlan.gauge.reading;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
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

    private static final int TRIES = 10;

    private final ReadingStore store;
    private final Surroundings surroundings;
    private final Neighbours neighbours;
    private final Assessor assessor;
    private final ObjectProvider<Streams> streams;

    public Readings(ReadingStore store, Assessor assessor, ObjectProvider<Streams> streams) {
        this.store = store;
        this.surroundings = new Surroundings(store);
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
        List<Rows.Row<Reading>> sent = checked(space, read.good(), refused);
        Map<Reading.Key, Reading> known =
                known(space, sent.stream().map(Rows.Row::value).toList());
        Instant recorded = recorded(known.values());
        Map<String, List<Reading>> fresh = new TreeMap<>();
        int repeated = 0;
        for (Rows.Row<Reading> row : sent) {
            Reading reading = row.value();
            Reading before = known.putIfAbsent(reading.key(), reading);
            if (before == null) {
                fresh.computeIfAbsent(reading.gauge(), any -> new ArrayList<>()).add(reading);
            } else if (before.saysTheSameAs(reading)) {
                repeated++;
            } else {
                refused.add(new Receipt.Refused(row.number(), other(before)));
            }
        }
        int accepted = fresh.values().stream().mapToInt(List::size).sum();
        if (accepted > 0) {
            write(space, actor, fresh, recorded);
        }
        refused.sort(Comparator.comparingInt(Receipt.Refused::row));
        return new Receipt(accepted, repeated, refused);
    }

    /** @param refused gets the rows that cannot be */
    private static List<Rows.Row<Reading>> checked(
            Space space, List<Rows.Row<ReadingRow>> rows, List<Receipt.Refused> refused) {
        Instant now = space.clock().now();
        List<Rows.Row<Reading>> checked = new ArrayList<>(rows.size());
        for (Rows.Row<ReadingRow> row : rows) {
            try {
                Gauge gauge = gauge(space, row.value().gauge());
                checked.add(new Rows.Row<>(row.number(), row.value().checked(gauge, now)));
            } catch (PictureException refusal) {
                refused.add(new Receipt.Refused(row.number(), refusal.problem()));
            }
        }
        return checked;
    }

    /** After all that is stored of the same times, whatever the clock of the node that stored it said. */
    private static Instant recorded(Collection<Reading> known) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return known.stream()
                .map(Reading::recorded)
                .filter(Objects::nonNull)
                .map(before -> before.plusMillis(1))
                .filter(now::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(now);
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
    private Map<Reading.Key, Reading> known(Space space, List<Reading> sent) {
        Map<Reading.Key, Reading> known = new HashMap<>();
        sent.stream().collect(Collectors.groupingBy(Reading::gauge)).forEach((gauge, readings) -> {
            for (List<Reading> run :
                    Runs.of(readings.stream().sorted(Reading.ORDER).toList())) {
                List<Reading> stored = store.between(
                        space.id(),
                        gauge,
                        run.get(0).at(),
                        run.get(run.size() - 1).at());
                if (!stored.isEmpty()) {
                    Set<Instant> times = run.stream().map(Reading::at).collect(Collectors.toSet());
                    stored.stream()
                            .filter(reading -> times.contains(reading.at()))
                            .forEach(reading -> known.put(reading.key(), reading));
                }
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

    private void write(Space space, Actor actor, Map<String, List<Reading>> fresh, Instant recorded) {
        Map<Reading.Key, Reading> mine = new LinkedHashMap<>();
        List<Reading> checked = new ArrayList<>();
        fresh.forEach((code, readings) -> {
            readings.forEach(reading -> mine.put(reading.key(), reading));
            checked.addAll(surroundings.check(space.id(), gauge(space, code), readings));
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
        streams.getObject().write(space.id(), this, latest(space, mine.values(), reflagged), connection -> {
            store.insert(connection, space.id(), mine.values(), actor.id(), recorded);
            store.flag(connection, space.id(), reflagged);
        });
        assessor.assess(space, stations);
    }

    /** The newest of each station: of what is new, and of what is flagged anew if nothing is newer. */
    private List<Latest> latest(Space space, Collection<Reading> inserted, List<Reading> reflagged) {
        Map<String, Reading> newest = new TreeMap<>();
        Stream.concat(inserted.stream().filter(Reading::hasStage), reflagged.stream())
                .forEach(reading -> newest.merge(reading.gauge(), reading, BinaryOperator.maxBy(Reading.ORDER)));
        return newest.values().stream()
                .map(reading -> reading.recorded() == null ? reading : standing(space, reading, reflagged))
                .map(reading -> latest(gauge(space, reading.gauge()), reading))
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
        List<String> gauges =
                space.picture().list(Gauges.TYPE).stream().map(Feature::id).toList();
        return store.newest(space.id(), gauges, time).stream()
                .map(reading -> latest(gauge(space, reading.gauge()), reading))
                .toList();
    }
}
