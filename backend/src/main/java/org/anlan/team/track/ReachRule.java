package org.anlan.team.track;

import java.util.Locale;
import org.anlan.geo.Distance;
import org.anlan.layer.County;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.locationtech.jts.geom.Coordinate;

/** How far from the county a team's position may be: help comes from other counties, a mistake from the other end of the world. */
public final class ReachRule {

    private static final double REACH_METRES = 200_000;

    private final County county;

    public ReachRule(County county) {
        this.county = county;
    }

    /** @throws PictureException 422 {@code swapped}, {@code position} (no place on earth) or {@code far} */
    void check(Coordinate place) {
        if (isNear(place)) {
            return;
        }
        if (isNear(new Coordinate(place.y, place.x))) {
            throw refuse("swapped", place, "经纬度颠倒:经度在前", "the wrong way round: longitude comes first");
        }
        if (!isOnEarth(place)) {
            throw refuse(
                    "position",
                    place,
                    "经度须在 ±180、纬度须在 ±90 以内",
                    "longitude must be within ±180 and latitude within ±90");
        }
        long kilometres = Math.round(county.metresOutside(place) / 1000);
        throw refuse(
                "far",
                place,
                "在" + county.name() + "外 " + kilometres + " 千米,最多 200 千米",
                kilometres + " km outside " + county.nameEn() + ", at most 200 km");
    }

    /** The seat first: the outline is long to measure, and nearly every position is near the seat. */
    private boolean isNear(Coordinate place) {
        return isOnEarth(place)
                && (Distance.metres(place, county.centre()) <= REACH_METRES
                        || county.metresOutside(place) <= REACH_METRES);
    }

    private static boolean isOnEarth(Coordinate place) {
        return Math.abs(place.x) <= 180 && Math.abs(place.y) <= 90;
    }

    private static PictureException refuse(String code, Coordinate place, String zh, String en) {
        String shown = String.format(Locale.ROOT, "%s, %s", place.x, place.y);
        return new PictureException(Problem.field(code, "lon", shown, zh, en));
    }
}
