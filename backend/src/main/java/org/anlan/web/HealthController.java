package org.anlan.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.anlan.picture.Head;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether this node is ready to serve: its spaces are loaded and the database confirmed their heads lately. */
@RestController
class HealthController {

    /** The head is asked for each second; five seconds without an answer is no hiccup. */
    static final Duration LATELY = Duration.ofSeconds(5);

    private final Spaces spaces;
    private final Clock clock = Clock.systemUTC();

    HealthController(Spaces spaces) {
        this.spaces = spaces;
    }

    /** @param why empty when ready */
    record Health(String status, List<String> why, List<SpaceHealth> spaces) {}

    record SpaceHealth(String space, long seq, Instant verifiedAt) {}

    @GetMapping("/healthz")
    ResponseEntity<Health> health() {
        Health health = look(spaces, clock.instant());
        return ResponseEntity.status(health.why().isEmpty() ? 200 : 503)
                .cacheControl(CacheControl.noStore())
                .body(health);
    }

    static Health look(Spaces spaces, Instant now) {
        List<String> why = new ArrayList<>();
        List<SpaceHealth> seen = new ArrayList<>();
        if (spaces.find(Spaces.LIVE).isEmpty()) {
            why.add("the space live is not loaded");
        }
        for (Space space : spaces.list()) {
            Head head = space.head();
            seen.add(new SpaceHealth(space.id(), head.seq(), head.verifiedAt()));
            Duration age = Duration.between(head.verifiedAt(), now);
            if (head.degraded()) {
                why.add("space " + space.id() + ": the database cannot be asked since " + head.verifiedAt());
            } else if (age.compareTo(LATELY) > 0) {
                why.add("space " + space.id() + ": the head was last verified " + age.toSeconds() + " s ago");
            }
        }
        return new Health(why.isEmpty() ? "ok" : "unavailable", why, seen);
    }
}
