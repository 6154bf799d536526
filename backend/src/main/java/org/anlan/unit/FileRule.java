package org.anlan.unit;

import org.anlan.picture.Actor;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.locationtech.jts.geom.Geometry;

/** What a row of the county's files does to a feature that may be there already. */
enum FileRule {
    ADDED,
    CHANGED,
    SAME,
    /** Somebody has edited it since it was loaded: the file is not heard any more. */
    KEPT;

    /** Who loads the files; features last written under this name belong to the files. */
    static final Actor LOADER = Actor.system("map-data");

    /** Whoever wrote the feature last answers for all of it. */
    static <P extends Record> FileRule of(Feature<P> present, Geometry geometry, P properties) {
        return present == null ? ADDED : of(present, present.by(), geometry, properties);
    }

    /** @param definer who answers for what the file also says */
    static <P extends Record> FileRule of(Feature<P> present, String definer, Geometry geometry, P properties) {
        boolean same =
                present.properties().equals(properties) && present.geometry().equalsExact(geometry);
        if (same) {
            return SAME;
        }
        return definer.equals(LOADER.name()) ? CHANGED : KEPT;
    }

    /** The decision for a feature that is there. */
    <P extends Record> Decision decide(Feature<P> present, Geometry geometry, P properties) {
        return this == CHANGED
                ? Decision.accept(new Decision.Put(present.collection(), present.id(), geometry, properties))
                : Decision.unchanged(present);
    }
}
