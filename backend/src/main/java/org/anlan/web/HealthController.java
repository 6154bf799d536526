package org.anlan.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.anlan.picture.Head;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Whether this node is ready to serve: the county's data is loaded, it is not stopping, and the database confirmed the
 * heads of its spaces lately.
 */
@RestController
class HealthController {

    /** The head is asked for each second; five seconds without an answer is no hiccup. */
    static final Duration LATELY = Duration.ofSeconds(5);

    private final Spaces spaces;
    private final ApplicationAvailability availability;
    private final Clock clock = Clock.systemUTC();

    HealthController(Spaces spaces, ApplicationAvailability availability) {
        this.spaces = spaces;
        this.availability = availability;
    }

    /**
     * @param why empty when ready
     * @param now the server's clock: phones measure theirs against it before they date a report
     */
    record Health(String status, Instant now, List<String> why, List<SpaceHealth> spaces) {}

    record SpaceHealth(String space, long seq, Instant verifiedAt) {}

    /** On the event loop, for it waits for nothing: an answer must come when every thread of the pool is taken, too. */
    @GetMapping("/healthz")
    Mono<ResponseEntity<Health>> health() {
        boolean accepting = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
        Health health = look(spaces.list(), accepting, clock.instant(), System.nanoTime());
        return Mono.just(ResponseEntity.status(health.why().isEmpty() ? 200 : 503)
                .cacheControl(CacheControl.noStore())
                .body(health));
    }

    static Health look(Collection<Space> spaces, boolean accepting, Instant now, long nanos) {
        List<String> why = new ArrayList<>();
        if (!accepting) {
            why.add("the server is starting or stopping");
        }
        List<SpaceHealth> seen = new ArrayList<>();
        if (spaces.stream().noneMatch(space -> space.id().equals(Spaces.LIVE))) {
            why.add("the space live is not loaded");
        }
        for (Space space : spaces) {
            Head head = space.head();
            seen.add(new SpaceHealth(space.id(), head.seq(), head.verifiedAt()));
            why(head, nanos).ifPresent(reason -> why.add("space " + space.id() + ": " + reason));
        }
        return new Health(why.isEmpty() ? "ok" : "unavailable", now, why, seen);
    }

    private static Optional<String> why(Head head, long nanos) {
        Duration age = head.age(nanos);
        return switch (head.database()) {
            case AWAY -> Optional.of("the database cannot be asked since " + head.verifiedAt());
            case FULL -> Optional.of("the disk of the database takes nothing, it is probably full; reading goes on");
            case ANSWERS ->
                age.compareTo(LATELY) > 0
                        ? Optional.of("the head was last verified " + age.toSeconds() + " s ago")
                        : Optional.empty();
        };
    }
}
