package org.anlan.layer.tile;

import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;

/** EPSG:3857 metres from lon/lat degrees; CGCS2000 and WGS84 differ by less than a metre and count as equal. */
final class WebMercator {

    private static final double RADIUS = 6_378_137.0;

    /** Half the side of the square world, metres. */
    static final double HALF = Math.PI * RADIUS;

    private WebMercator() {}

    static double x(double lon) {
        return RADIUS * Math.toRadians(lon);
    }

    /** @param lat within ±85.0511 degrees, the square world's edges */
    static double y(double lat) {
        return RADIUS * Math.log(Math.tan(Math.PI / 4 + Math.toRadians(lat) / 2));
    }

    /** A projected copy. */
    static Geometry project(Geometry lonLat) {
        Geometry copy = lonLat.copy();
        copy.apply(PROJECT);
        return copy;
    }

    private static final CoordinateSequenceFilter PROJECT = new CoordinateSequenceFilter() {
        @Override
        public void filter(CoordinateSequence points, int index) {
            points.setOrdinate(index, CoordinateSequence.X, x(points.getX(index)));
            points.setOrdinate(index, CoordinateSequence.Y, y(points.getY(index)));
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean isGeometryChanged() {
            return true;
        }
    };
}
