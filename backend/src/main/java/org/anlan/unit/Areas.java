package org.anlan.unit;

import java.util.Optional;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.GeometryRule;

/** The collection {@code areas}; in a new drill no area is in use. */
public final class Areas {

    public static final CollectionType<Area> TYPE = CollectionType.open(
                    "areas", Area.class, GeometryRule.of("Polygon", "LineString"), Role.ALL)
            .standing(feature -> Optional.of(
                    feature.properties().kind() == Area.Kind.DETENTION
                            ? feature.properties().in(AreaState.IDLE, null, null, null)
                            : feature.properties()));

    /** Who answers for all but the state: setting a state does not make an area somebody else's. */
    static String definer(Feature<Area> area) {
        String marked = area.properties().definedBy();
        return marked == null ? area.by() : marked;
    }

    private Areas() {}
}
