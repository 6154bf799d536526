package org.anlan.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.anlan.picture.Space;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.Spaces;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The spaces of this server and what time it is in each. */
@RestController
class SpaceController {

    private final Spaces spaces;

    SpaceController(Spaces spaces) {
        this.spaces = spaces;
    }

    /** @param spaces live first, then the drills by id */
    record Listing(List<Entry> spaces) {}

    record Entry(String id, String title, boolean drill, String scenario, long seq, Time clock) {

        static Entry of(Space space) {
            SpaceClock clock = space.clock();
            return new Entry(
                    space.id(),
                    space.title(),
                    !Spaces.LIVE.equals(space.id()),
                    space.scenario(),
                    space.picture().seq(),
                    new Time(clock.now(), clock.rate()));
        }
    }

    /**
     * @param now space time
     * @param rate space seconds per second; 0 = paused
     */
    record Time(Instant now, double rate) {}

    @GetMapping(path = "/api/spaces", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Listing> list() {
        List<Entry> all = spaces.list().stream()
                .sorted(Comparator.comparing((Space space) -> !Spaces.LIVE.equals(space.id()))
                        .thenComparing(Space::id))
                .map(Entry::of)
                .toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Listing(all));
    }
}
