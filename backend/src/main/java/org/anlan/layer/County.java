package org.anlan.layer;

import java.util.Objects;
import org.anlan.geo.Distance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/**
 * The county this server works for; a bean. All positions are EPSG:4490 lon/lat in degrees.
 *
 * @param code administrative division, six digits
 * @param centre the county seat
 * @param view what the first view of a map shows; contains more or less than the boundary
 * @param boundary polygon or multipolygon, a sketch
 * @param mapNote said on every map about its accuracy, possibly empty
 */
public record County(
        String code, String name, String nameEn, Coordinate centre, Envelope view, Geometry boundary, String mapNote) {

    public County {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(nameEn, "nameEn");
        if (!code.matches("\\d{6}")) {
            throw new IllegalArgumentException("a division code has six digits: " + code);
        }
        if (boundary.getDimension() != 2 || !boundary.isValid()) {
            throw new IllegalArgumentException("the boundary must be a valid polygon");
        }
        mapNote = Objects.requireNonNullElse(mapNote, "");
    }

    /** The box around the boundary. */
    public Envelope envelope() {
        return boundary.getEnvelopeInternal();
    }

    /** Distance to the boundary, 0 inside or on it. */
    public double metresOutside(Point place) {
        return metresOutside(place.getCoordinate());
    }

    /** Distance to the boundary, 0 inside or on it. */
    public double metresOutside(Coordinate place) {
        return Distance.metres(place, boundary);
    }
}
