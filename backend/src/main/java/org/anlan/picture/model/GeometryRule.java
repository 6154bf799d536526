package org.anlan.picture.model;

import java.util.Optional;
import java.util.Set;
import org.anlan.geo.GeometryCheck;
import org.anlan.picture.Problem;
import org.locationtech.jts.geom.Geometry;

/**
 * Which geometries a collection takes.
 *
 * @param types JTS type names, e.g. "Point"
 * @param optional whether a feature may have none
 */
public record GeometryRule(Set<String> types, boolean optional) {

    public GeometryRule {
        types = Set.copyOf(types);
    }

    public static GeometryRule point() {
        return new GeometryRule(Set.of("Point"), false);
    }

    public static GeometryRule optionalPoint() {
        return new GeometryRule(Set.of("Point"), true);
    }

    public static GeometryRule of(String... types) {
        return new GeometryRule(Set.of(types), false);
    }

    /** Why this geometry cannot be taken, naming the place of the fault; empty when it can. */
    public Optional<Problem> check(Geometry geometry) {
        if (geometry == null || geometry.isEmpty()) {
            return optional && geometry == null
                    ? Optional.empty()
                    : Optional.of(bad("null", "需要几何位置:" + types, "a geometry is needed: " + types));
        }
        if (!types.contains(geometry.getGeometryType())) {
            return Optional.of(bad(geometry.getGeometryType(), "几何类型须为 " + types, "the type must be one of " + types));
        }
        return GeometryCheck.fault(geometry)
                .map(fault -> Problem.field(
                        fault.isSwapped() ? "swapped" : "geometry",
                        "geometry",
                        fault.at() == null ? "" : fault.at().x + ", " + fault.at().y,
                        "几何不可用:" + fault.chinese(),
                        "unusable geometry: " + fault.english()));
    }

    private static Problem bad(Object value, String zh, String en) {
        return Problem.field("geometry", "geometry", value, zh, en);
    }
}
