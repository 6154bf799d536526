package org.anlan.team.track;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Reader;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.team.Teams;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a team was. */
@RestController
class TrackController {

    private static final Duration DEFAULT_SPAN = Duration.ofHours(12);
    private static final int MAX_POINTS = 20_000;

    private final Spaces spaces;
    private final TrackStore store;

    TrackController(Spaces spaces, TrackStore store) {
        this.spaces = spaces;
        this.store = store;
    }

    /** @param points {@code [lon, lat, at, speed, heading]}, oldest first */
    record Track(String team, Instant from, Instant to, int total, List<List<Object>> points) {}

    @GetMapping("/api/{space}/teams/{id}/track")
    ResponseEntity<Track> track(
            @PathVariable String space,
            @PathVariable String id,
            Reader reader,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(defaultValue = "500") int points) {
        Space asked = spaces.get(space);
        asked.picture().get(Teams.TYPE, id, reader);
        Instant end = to == null ? asked.clock().now() : time("to", to);
        Instant begin = from == null ? end.minus(DEFAULT_SPAN) : time("from", from);
        if (points < 3 || points > MAX_POINTS || begin.isAfter(end)) {
            throw new PictureException(Problem.field(
                    "query",
                    "points",
                    points,
                    "points 须为 3–20000,from 不晚于 to",
                    "points is 3 to 20,000, from not after to"));
        }
        TrackThinning thinning = new TrackThinning(points);
        store.between(asked.id(), id, begin, end, thinning);
        List<List<Object>> shown = thinning.kept().stream()
                .map(position -> Arrays.<Object>asList(
                        position.lon(),
                        position.lat(),
                        position.time(),
                        position.speedMetresPerSecond(),
                        position.headingDegrees()))
                .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Track(id, begin, end, thinning.total(), shown));
    }

    private static Instant time(String name, String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException notATime) {
            throw new PictureException(
                    Problem.field("query", name, text, "须为带时区的时间", "must be a time with its offset"));
        }
    }
}
