package org.anlan.layer.question;

import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.util.LinearComponentExtracter;

/**
 * The cells of a grid over an area: wholly inside, wholly outside, or touched by its edge. What lies in inner cells alone
 * is in the area, what lies in outer ones alone is not, and neither needs an exact predicate.
 */
final class Raster {

    static final byte EDGE = 0;
    static final byte INSIDE = 1;
    static final byte OUTSIDE = 2;

    private static final int SIDE = 48;

    private final Envelope box;
    private final double cellWidth;
    private final double cellHeight;
    private final byte[] cells = new byte[SIDE * SIDE];
    private final boolean[] edge = new boolean[SIDE * SIDE];

    Raster(Geometry area) {
        box = area.getEnvelopeInternal();
        cellWidth = box.getWidth() / SIDE;
        cellHeight = box.getHeight() / SIDE;
        for (Object line : LinearComponentExtracter.getLines(area)) {
            Coordinate[] points = ((LineString) line).getCoordinates();
            for (int index = 0; index + 1 < points.length; index++) {
                mark(points[index], points[index + 1]);
            }
        }
        fill(new IndexedPointInAreaLocator(area));
    }

    /** Every cell that the segment may touch, with one cell to spare for rounding. */
    private void mark(Coordinate one, Coordinate other) {
        int first = row(Math.min(one.y, other.y)) - 1;
        int last = row(Math.max(one.y, other.y)) + 1;
        for (int row = Math.max(0, first); row <= Math.min(SIDE - 1, last); row++) {
            double low = box.getMinY() + (row - 1) * cellHeight;
            double high = box.getMinY() + (row + 2) * cellHeight;
            double atLow = x(one, other, low);
            double atHigh = x(one, other, high);
            int from = Math.max(0, column(Math.min(atLow, atHigh)) - 1);
            int to = Math.min(SIDE - 1, column(Math.max(atLow, atHigh)) + 1);
            for (int column = from; column <= to; column++) {
                edge[row * SIDE + column] = true;
            }
        }
    }

    /** Where the segment is at a height, or its end when it does not reach there. */
    private static double x(Coordinate one, Coordinate other, double y) {
        if (one.y == other.y) {
            return y < one.y ? one.x : other.x;
        }
        double share = Math.max(0, Math.min(1, (y - one.y) / (other.y - one.y)));
        return one.x + share * (other.x - one.x);
    }

    /** Cells without an edge between them are alike, so one question answers for a run of them. */
    private void fill(IndexedPointInAreaLocator area) {
        for (int row = 0; row < SIDE; row++) {
            byte known = EDGE;
            for (int column = 0; column < SIDE; column++) {
                int cell = row * SIDE + column;
                if (edge[cell]) {
                    known = EDGE;
                    continue;
                }
                if (known == EDGE) {
                    Coordinate middle = new Coordinate(
                            box.getMinX() + (column + 0.5) * cellWidth, box.getMinY() + (row + 0.5) * cellHeight);
                    known = area.locate(middle) == Location.EXTERIOR ? OUTSIDE : INSIDE;
                }
                cells[cell] = known;
            }
        }
    }

    private int column(double x) {
        return (int) Math.floor((x - box.getMinX()) / cellWidth);
    }

    private int row(double y) {
        return (int) Math.floor((y - box.getMinY()) / cellHeight);
    }

    /** {@link #INSIDE} or {@link #OUTSIDE} when it holds for all of the box, else {@link #EDGE}. */
    byte of(double west, double east, double south, double north) {
        if (west < box.getMinX() || east > box.getMaxX() || south < box.getMinY() || north > box.getMaxY()) {
            return EDGE;
        }
        int left = Math.min(SIDE - 1, column(west));
        int right = Math.min(SIDE - 1, column(east));
        int bottom = Math.min(SIDE - 1, row(south));
        int top = Math.min(SIDE - 1, row(north));
        byte first = cells[bottom * SIDE + left];
        for (int row = bottom; first != EDGE && row <= top; row++) {
            for (int column = left; column <= right; column++) {
                if (cells[row * SIDE + column] != first) {
                    return EDGE;
                }
            }
        }
        return first;
    }
}
