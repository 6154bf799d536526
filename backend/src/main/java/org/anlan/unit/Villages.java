package org.anlan.unit;

import java.util.List;
import java.util.Optional;
import org.anlan.geo.Distance;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.GeometryRule;
import org.anlan.picture.model.Picture;
import org.locationtech.jts.geom.Coordinate;

/** The collection {@code villages} and how to find one. */
public final class Villages {

    public static final CollectionType<Village> TYPE = CollectionType.open(
                    "villages", Village.class, GeometryRule.point(), Role.ALL)
            .standing(feature -> Optional.of(feature.properties()));

    /** Farther than this from every village, a place belongs to none: villages lie one to three kilometres apart. */
    static final double NEAREST_WITHIN_METRES = 15_000;

    private Villages() {}

    /** The village nearest to a place, at most 15 km away; of two equally near the lower code. */
    public static Optional<Feature<Village>> nearest(Picture picture, Coordinate place) {
        // the writer asks this for every report: measure a handful of villages first, not the whole county
        for (double within = NEAREST_WITHIN_METRES / 8; within <= NEAREST_WITHIN_METRES; within *= 2) {
            List<Feature<Village>> found = picture.nearest(TYPE, place, within, 1);
            if (!found.isEmpty()) {
                return Optional.of(found.get(0));
            }
        }
        return Optional.empty();
    }

    /** @throws PictureException 422 naming the field when no village has this code */
    public static Feature<Village> get(Picture picture, String field, String code) {
        return picture.find(TYPE, code)
                .orElseThrow(() -> new PictureException(Problem.field(
                        "village",
                        field,
                        code,
                        "没有该编码的村(社区),请用 12 位区划代码",
                        "no village has this code; use the 12-digit division code")));
    }

    /** Geodesic metres between a village's point and a place. */
    public static double metres(Feature<Village> village, Coordinate place) {
        return Distance.metres(village.geometry().getCoordinate(), place);
    }
}
