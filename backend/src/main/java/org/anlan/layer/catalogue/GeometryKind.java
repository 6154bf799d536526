package org.anlan.layer.catalogue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;

/** What a layer consists of, single or multiple. */
public enum GeometryKind {
    POINT(0),
    LINE(1),
    POLYGON(2);

    private final int dimension;

    GeometryKind(int dimension) {
        this.dimension = dimension;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean accepts(Geometry geometry) {
        return geometry.getDimension() == dimension
                && !geometry.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION);
    }

    /** The part of a geometry that is of this kind, possibly empty: clipping may leave a point of a line. */
    public Geometry only(Geometry geometry) {
        if (!(geometry instanceof GeometryCollection parts) || accepts(geometry)) {
            return accepts(geometry) ? geometry : geometry.getFactory().createEmpty(dimension);
        }
        List<Geometry> kept = IntStream.range(0, parts.getNumGeometries())
                .mapToObj(parts::getGeometryN)
                .filter(this::accepts)
                .toList();
        return geometry.getFactory().buildGeometry(kept);
    }
}
