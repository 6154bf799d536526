package org.anlan.geo;

import net.sf.geographiclib.Geodesic;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.distance.DistanceOp;

/** Geodesic distances in metres on the WGS84 ellipsoid, for lon/lat in degrees. */
public final class Distance {

    private Distance() {}

    public static double metres(Coordinate from, Coordinate to) {
        return Geodesic.WGS84.Inverse(from.y, from.x, to.y, to.x).s12;
    }

    /** To the nearest place of the geometry, 0 inside; the nearest place is found in degrees. */
    public static double metres(Coordinate from, Geometry to) {
        Coordinate[] nearest = DistanceOp.nearestPoints(to, to.getFactory().createPoint(from));
        return metres(nearest[0], from);
    }
}
