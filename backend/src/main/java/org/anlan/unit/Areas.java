package org.anlan.unit;

import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.GeometryRule;

/** The collection {@code areas}. */
public final class Areas {

    public static final CollectionType<Area> TYPE =
            CollectionType.open("areas", Area.class, GeometryRule.of("Polygon", "LineString"), Role.ALL);

    private Areas() {}
}
