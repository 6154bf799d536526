package org.anlan.layer.question;

import java.util.List;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Geometries as flat arrays of lon and lat in degrees, exact. A feature has parts: each point, line and ring. Immutable;
 * for any number of threads.
 */
final class Shapes {

    final int[] partStart;
    final int[] pointStart;
    final double[] xs;
    final double[] ys;
    final boolean[] areal;
    final double[] west;
    final double[] east;
    final double[] south;
    final double[] north;

    Shapes(List<Geometry> geometries) {
        int count = geometries.size();
        int parts = geometries.stream().mapToInt(Shapes::parts).sum();
        int points = geometries.stream().mapToInt(Geometry::getNumPoints).sum();
        partStart = new int[count + 1];
        pointStart = new int[parts + 1];
        xs = new double[points];
        ys = new double[points];
        areal = new boolean[count];
        west = new double[count];
        east = new double[count];
        south = new double[count];
        north = new double[count];
        Filler filler = new Filler();
        for (int feature = 0; feature < count; feature++) {
            Geometry geometry = geometries.get(feature);
            if (geometry.isEmpty()) {
                throw new IllegalArgumentException("a layer holds no empty geometries");
            }
            areal[feature] = geometry.getDimension() == 2;
            Envelope box = geometry.getEnvelopeInternal();
            west[feature] = box.getMinX();
            east[feature] = box.getMaxX();
            south[feature] = box.getMinY();
            north[feature] = box.getMaxY();
            filler.add(geometry);
            partStart[feature + 1] = filler.part;
        }
    }

    int count() {
        return partStart.length - 1;
    }

    Envelope box(int feature) {
        return new Envelope(west[feature], east[feature], south[feature], north[feature]);
    }

    private static int parts(Geometry geometry) {
        int parts = 0;
        for (int index = 0; index < geometry.getNumGeometries(); index++) {
            parts += geometry.getGeometryN(index) instanceof Polygon polygon ? 1 + polygon.getNumInteriorRing() : 1;
        }
        return parts;
    }

    private final class Filler {
        private int part;
        private int point;

        private void add(Geometry geometry) {
            for (int index = 0; index < geometry.getNumGeometries(); index++) {
                Geometry single = geometry.getGeometryN(index);
                if (single instanceof Polygon polygon) {
                    add(polygon.getExteriorRing().getCoordinateSequence());
                    for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                        add(polygon.getInteriorRingN(hole).getCoordinateSequence());
                    }
                } else if (single instanceof LineString line) {
                    add(line.getCoordinateSequence());
                } else {
                    add(((Point) single).getCoordinateSequence());
                }
            }
        }

        private void add(CoordinateSequence points) {
            for (int index = 0; index < points.size(); index++, point++) {
                xs[point] = points.getX(index);
                ys[point] = points.getY(index);
            }
            pointStart[++part] = point;
        }
    }
}
