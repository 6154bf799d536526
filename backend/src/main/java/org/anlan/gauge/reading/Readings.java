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
    private final Quality quality;
    private final Neighbours neighbours;
    private final NewestReadings newest;
    private final Assessor assessor;
    private final ObjectProvider<Streams> streams;

    public Readings(ReadingStore store, Assessor assessor, ObjectProvider<Streams> streams) {
        this.store = store;
        this.quality = new Quality(store);
        this.neighbours = new Neighbours(store);
        this.newest = new NewestReadings(store);
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
        List<Reading> again = new ArrayList<>();
        int repeated = 0;
        for (Rows.Row<Reading> row : sent) {
            Reading reading = row.value();
            Reading before = known.putIfAbsent(reading.key(), reading);
            if (before == null) {
                fresh.computeIfAbsent(reading.gauge(), any -> new ArrayList<>()).add(reading);
            } else if (before.saysTheSameAs(reading)) {
                repeated++;
                again.add(before);
            } else {
                refused.add(new Receipt.Refused(row.number(), other(before)));
            }
        }
        write(space, actor, fresh, unseen(space, again), recorded);
        refused.sort(Comparator.comparingInt(Receipt.Refused::row));
        int accepted = fresh.values().stream().mapToInt(List::size).sum();
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

    /** Of stored readings that were sent again those that this node may not have shown: their commit may have gone unseen. */
    private List<Reading> unseen(Space space, List<Reading> again) {
        List<Reading> stored = again.stream()
                .filter(reading -> reading.recorded() != null && reading.hasStage())
                .toList();
        if (stored.isEmpty()) {
            return List.of();
        }
        Map<String, Instant> shown = streams.getObject().latest(space.id(), this).stream()
                .collect(Collectors.toMap(Latest::key, Latest::at));
        return stored.stream()
                .filter(reading -> !reading.at().isBefore(shown.getOrDefault(reading.gauge(), Instant.MIN)))
                .toList();
    }

    static Gauge gauge(Space space, String code) {
        return code == null
                ? null
                : space.picture()
                        .find(Gauges.TYPE, code)
                        .map(Feature::properties)
                        .orElse(null);
    }

    /** @param unseen stored readings that enter the newest values and the state, and the series no more */
    private void write(
            Space space, Actor actor, Map<String, List<Reading>> fresh, List<Reading> unseen, Instant recorded) {
        if (fresh.isEmpty() && unseen.isEmpty()) {
            return;
        }
        Map<Reading.Key, Reading> mine = new LinkedHashMap<>();
        List<Reading> checked = new ArrayList<>();
        fresh.forEach((code, readings) -> {
            readings.forEach(reading -> mine.put(reading.key(), reading));
            checked.addAll(quality.check(space.id(), gauge(space, code), readings));
        });
        List<Reading> reflagged = new ArrayList<>();
        for (Reading reading : neighbours.check(space, checked)) {
            if (mine.replace(reading.key(), reading) == null) {
                reflagged.add(reading);
            }
        }
        Set<String> stations = Stream.of(mine.values(), reflagged, unseen)
                .flatMap(Collection::stream)
                .map(Reading::gauge)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Latest> latest = newest.of(space, mine.values(), reflagged, unseen);
        streams.getObject().write(space.id(), this, latest, connection -> {
            store.insert(connection, space.id(), mine.values(), actor.id(), recorded);
            store.flag(connection, space.id(), reflagged);
        });
        assessor.assess(space, stations);
    }

    @Override
    public List<Latest> at(Space space, Instant time) {
        return newest.at(space, time);
    }
}
