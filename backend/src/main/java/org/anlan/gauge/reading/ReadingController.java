package org.anlan.gauge.reading;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.anlan.gauge.Datum;
import org.anlan.gauge.Gauge;
import org.anlan.gauge.Gauges;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.PhoneNumbers;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A gauge's series. */
@RestController
class ReadingController {

    private static final Duration DEFAULT_SPAN = Duration.ofDays(3);
    private static final int DEFAULT_POINTS = 500;
    private static final int MAX_POINTS = 20_000;

    private final Spaces spaces;
    private final ReadingStore store;

    ReadingController(Spaces spaces, ReadingStore store) {
        this.spaces = spaces;
        this.store = store;
    }

    /**
     * @param total how many there are from {@code from} to {@code to}
     * @param sampled whether some were left out, first of all those that were corrected; peaks never are
     */
    record Series(String gauge, Instant from, Instant to, int total, boolean sampled, List<Point> readings) {}

    /**
     * @param quality {@code good}, {@code suspect}, or {@code superseded}: another one of the same time was recorded later
     * @param photo hash of the photo of a manual reading, or null; its bytes are at {@code /files/{hash}}
     */
    record Point(
            Instant at,
            Double stageMetres,
            Double flow,
            Datum datum,
            Double stageInThresholdDatum,
            String source,
            String quality,
            List<Gauge.Flag> flags,
            String note,
            String photo) {}

    @GetMapping("/api/{space}/gauges/{id}/readings")
    ResponseEntity<Series> readings(
            @PathVariable String space,
            @PathVariable String id,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(defaultValue = "" + DEFAULT_POINTS) int points,
            Actor actor) {
        Space asked = spaces.get(space);
        Gauge gauge = asked.picture().get(Gauges.TYPE, id).properties();
        Instant end = to == null ? asked.clock().now() : time("to", to);
        Instant begin = from == null ? end.minus(DEFAULT_SPAN) : time("from", from);
        if (points < 4 || points > MAX_POINTS || begin.isAfter(end)) {
            throw new PictureException(Problem.field(
                    "query",
                    "points",
                    points,
                    "points 须为 4–20000,from 不晚于 to",
                    "points is 4 to 20,000, from not after to"));
        }
        List<Reading> all = store.between(asked.id(), id, begin, end);
        Map<Instant, String> photos = all.stream().anyMatch(ReadingController::isManual)
                ? store.photos(asked.id(), id, begin, end)
                : Map.of();
        boolean hidden = PhoneNumbers.areHiddenFrom(actor.role());
        List<Reading> standing = Corrections.standing(all);
        Set<Reading.Key> stand = standing.stream().map(Reading::key).collect(Collectors.toSet());
        List<Point> shown = (all.size() > points ? Thinning.thin(standing, points) : all)
                .stream()
                        .map(reading -> point(
                                gauge,
                                reading,
                                stand.contains(reading.key()) ? quality(reading) : "superseded",
                                isManual(reading) ? photos.get(reading.at()) : null,
                                hidden))
                        .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Series(id, begin, end, all.size(), shown.size() < all.size(), shown));
    }

    private static boolean isManual(Reading reading) {
        return reading.source().equals("manual");
    }

    static Instant time(String name, String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException notATime) {
            throw new PictureException(
                    Problem.field("query", name, text, "须为带时区的时间", "must be a time with its offset"));
        }
    }

    private static String quality(Reading reading) {
        return reading.flags().isEmpty() ? "good" : "suspect";
    }

    private static Point point(Gauge gauge, Reading reading, String quality, String photo, boolean numbersHidden) {
        OptionalDouble stage = reading.stageMetres() == null
                ? OptionalDouble.empty()
                : gauge.inThresholdDatum(reading.stageMetres(), reading.datum(), reading.at());
        return new Point(
                reading.at(),
                reading.stageMetres(),
                reading.flow(),
                reading.datum(),
                stage.isPresent() ? stage.getAsDouble() : null,
                reading.source(),
                quality,
                reading.flags(),
                numbersHidden ? PhoneNumbers.hideIn(reading.note()) : reading.note(),
                photo);
    }
}
