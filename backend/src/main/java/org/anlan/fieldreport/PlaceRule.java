package org.anlan.fieldreport;

import java.util.Locale;
import org.anlan.layer.County;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.model.Checks;
import org.locationtech.jts.geom.Coordinate;

/**
 * Where something may have been seen. Up to 10 km outside the county, or as far as the position is uncertain, it is
 * taken and flagged; farther only when confirmed; longitude and latitude in each other's place never.
 */
public final class PlaceRule {

    static final double NEAR_METRES = 10_000;
    private static final double WORST_ACCURACY_METRES = 100_000;

    private final County county;

    public PlaceRule(County county) {
        this.county = county;
    }

    /** Notes an accuracy that is no distance; null = unknown is fine. */
    static void checkAccuracy(Checks checks, String field, Double accuracyMetres) {
        if (accuracyMetres != null && !(accuracyMetres >= 0 && accuracyMetres <= WORST_ACCURACY_METRES)) {
            checks.reject(field, accuracyMetres, "须为 0–100000 米", "must be 0 to 100,000 metres");
        }
    }

    /**
     * Metres outside the county, 0 inside.
     *
     * @param accuracyMetres null = unknown
     * @throws PictureException 422: {@code swapped}, {@code position} (no place on earth), or {@code outside}, which
     *     {@code confirmed} overrules
     */
    public long outsideMetres(Coordinate place, Double accuracyMetres, boolean confirmed) {
        double outside = distance(place);
        if (outside <= NEAR_METRES) {
            return Math.round(outside);
        }
        Coordinate turned = new Coordinate(place.y, place.x);
        if (distance(turned) <= NEAR_METRES) {
            throw refuse(
                    "swapped",
                    place,
                    "经纬度颠倒:应先经度后纬度,即 [" + shown(turned) + "]",
                    "longitude and latitude are swapped: longitude comes first, [" + shown(turned) + "]");
        }
        if (Double.isNaN(outside) || outside == Double.POSITIVE_INFINITY) {
            throw refuse(
                    "position",
                    place,
                    "经度须在 ±180、纬度须在 ±90 度以内",
                    "longitude must be within ±180 and latitude within ±90 degrees");
        }
        if (!confirmed && !(accuracyMetres != null && outside <= accuracyMetres)) {
            long km = Math.round(outside / 1000);
            throw new PictureException(refuse(
                            "outside",
                            place,
                            "位置在" + county.name() + "外约 " + km + " 公里,请核对;确实在那里的,可确认后再报",
                            "about " + km + " km outside " + county.nameEn()
                                    + "; check it, and confirm when it is right")
                    .problem()
                    .with("outsideMetres", Math.round(outside))
                    .with("overruledBy", "confirmed"));
        }
        return Math.round(outside);
    }

    private double distance(Coordinate place) {
        boolean onEarth = Math.abs(place.x) <= 180 && Math.abs(place.y) <= 90;
        return onEarth ? county.metresOutside(place) : Double.POSITIVE_INFINITY;
    }

    private static PictureException refuse(String code, Coordinate place, String zh, String en) {
        return new PictureException(Problem.field(code, "geometry.coordinates", "[" + shown(place) + "]", zh, en));
    }

    private static String shown(Coordinate place) {
        return String.format(Locale.ROOT, "%.6f, %.6f", place.x, place.y);
    }
}
