package org.anlan.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.anlan.fieldreport.Danger;
import org.anlan.fieldreport.Kind;
import org.anlan.geo.Distance;
import org.locationtech.jts.geom.Coordinate;

/**
 * How likely two sightings are one event. Nothing beyond 2 km or 6 hours; within, nearness in place weighs 50 (falling
 * to 0 at 2 km), nearness in time 30 (falling to 0 at 6 h), sameness 20: same kind and danger 20, same kind 10.
 *
 * @param distanceMetres to the whole metre
 * @param minutesApart to the whole minute
 * @param score 0 to 100
 */
record Likeness(long distanceMetres, long minutesApart, boolean sameKind, int score) {

    static final double WITHIN_METRES = 2_000;
    static final Duration WITHIN_TIME = Duration.ofHours(6);

    private static final double PLACE_WEIGHT = 50;
    private static final double TIME_WEIGHT = 30;
    private static final double SAME_DANGER = 20;
    private static final double SAME_KIND = 10;

    /** What was seen, where and when. */
    record Sight(Kind kind, Danger danger, Coordinate place, Instant time) {}

    /** Empty when they are too far apart in place or time. */
    static Optional<Likeness> between(Sight one, Sight other) {
        double metres = Distance.metres(one.place, other.place);
        Duration apart = Duration.between(one.time, other.time).abs();
        if (metres > WITHIN_METRES || apart.compareTo(WITHIN_TIME) > 0) {
            return Optional.empty();
        }
        double near = PLACE_WEIGHT * (1 - metres / WITHIN_METRES);
        double soon = TIME_WEIGHT * (1 - (double) apart.toSeconds() / WITHIN_TIME.toSeconds());
        boolean sameKind = one.kind == other.kind;
        double same = !sameKind ? 0 : one.danger == other.danger ? SAME_DANGER : SAME_KIND;
        return Optional.of(new Likeness(Math.round(metres), Math.round(apart.toSeconds() / 60.0), sameKind, (int)
                Math.round(near + soon + same)));
    }
}
