package org.anlan.layer.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.LayerRow;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * A layer's features as flat arrays of whole numbers, so that a tile is made by shifting and adding. A feature has
 * parts: its points as one, each of its lines, each of its rings. Immutable; for any number of threads.
 */
final class FlatLayer {

    /** World units along the side of the square Web Mercator world: 2^31, 1.9 cm on the equator. */
    static final int WORLD_BITS = 31;

    private static final double UNITS_PER_METRE = (1L << WORLD_BITS) / (2 * WebMercator.HALF);

    private final LayerDefinition definition;

    /** Which row feature i was made of: features lie in {@link Order}, so that a tile reads few lines of memory. */
    final int[] rowOf;

    private final int[] featureOf;
    /** Parts of feature i: {@code partStart[i]} to {@code partStart[i + 1]}; points of part p alike. */
    final int[] partStart;

    final int[] pointStart;
    final int[] xs;
    final int[] ys;
    /** World units by which dropping a point moves the line; null for points. */
    final float[] weights;

    /** Rings that are holes; exterior rings turn clockwise on the screen, holes the other way. */
    final BitSet holes;

    final TileGrid.Boxes boxes;
    final TileGrid grid;
    final Tags tags;

    FlatLayer(LayerDefinition definition, List<LayerRow> rows) {
        this.definition = definition;
        this.rowOf = Order.of(rows);
        this.featureOf = new int[rowOf.length];
        Builder builder = new Builder(rows.size());
        for (int feature = 0; feature < rowOf.length; feature++) {
            featureOf[rowOf[feature]] = feature;
            builder.add(rows.get(rowOf[feature]).geometry());
        }
        this.partStart = builder.partStart;
        this.pointStart = builder.pointStart.toArray();
        this.xs = builder.xs.toArray();
        this.ys = builder.ys.toArray();
        this.holes = builder.holes;
        this.weights = weigh(builder.withWeights);
        this.boxes = box();
        this.grid = new TileGrid(boxes);
        this.tags = new Tags(
                definition.properties(),
                Arrays.stream(rowOf).mapToObj(rows::get).toList());
    }

    LayerDefinition definition() {
        return definition;
    }

    int count() {
        return partStart.length - 1;
    }

    /** @param row its number among the rows this was made of */
    WorldBox box(int row) {
        int feature = featureOf[row];
        return new WorldBox(
                boxes.west()[feature], boxes.north()[feature], boxes.east()[feature], boxes.south()[feature]);
    }

    private float[] weigh(boolean needed) {
        if (!needed) {
            return null;
        }
        float[] all = new float[xs.length];
        for (int part = 0; part + 1 < pointStart.length; part++) {
            if (pointStart[part + 1] > pointStart[part]) {
                Significance.of(xs, ys, pointStart[part], pointStart[part + 1] - 1, all);
            }
        }
        return all;
    }

    private TileGrid.Boxes box() {
        int count = count();
        TileGrid.Boxes made = new TileGrid.Boxes(new int[count], new int[count], new int[count], new int[count]);
        for (int feature = 0; feature < count; feature++) {
            int from = pointStart[partStart[feature]];
            int to = pointStart[partStart[feature + 1]];
            made.west()[feature] = Arrays.stream(xs, from, to).min().orElseThrow();
            made.east()[feature] = Arrays.stream(xs, from, to).max().orElseThrow();
            made.north()[feature] = Arrays.stream(ys, from, to).min().orElseThrow();
            made.south()[feature] = Arrays.stream(ys, from, to).max().orElseThrow();
        }
        return made;
    }

    static int worldX(double lon) {
        return world(WebMercator.x(lon) + WebMercator.HALF);
    }

    /** From the north. */
    static int worldY(double lat) {
        return world(WebMercator.HALF - WebMercator.y(lat));
    }

    private static int world(double metres) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, Math.round(metres * UNITS_PER_METRE)));
    }

    /** Growing arrays while the rows are read. */
    private static final class Builder {
        private final int[] partStart;
        private final Ints pointStart = new Ints();
        private final Ints xs = new Ints();
        private final Ints ys = new Ints();
        private final BitSet holes = new BitSet();
        private boolean withWeights;
        private int features;

        private Builder(int count) {
            partStart = new int[count + 1];
            pointStart.add(0);
        }

        private void add(Geometry geometry) {
            if (geometry.isEmpty()) {
                throw new IllegalArgumentException("a layer holds no empty geometries");
            }
            List<CoordinateSequence> points = new ArrayList<>();
            for (int index = 0; index < geometry.getNumGeometries(); index++) {
                Geometry part = geometry.getGeometryN(index);
                if (part instanceof Point point) {
                    points.add(point.getCoordinateSequence());
                } else if (part instanceof LineString line) {
                    withWeights = true;
                    part(line.getCoordinateSequence(), false);
                } else {
                    withWeights = true;
                    rings((Polygon) part);
                }
            }
            if (!points.isEmpty()) {
                points.forEach(point -> append(point, 0));
                pointStart.add(xs.size());
            }
            partStart[++features] = pointStart.size() - 1;
        }

        private void rings(Polygon polygon) {
            ring(polygon.getExteriorRing().getCoordinateSequence(), false);
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                holes.set(pointStart.size() - 1);
                ring(polygon.getInteriorRingN(hole).getCoordinateSequence(), true);
            }
        }

        private void ring(CoordinateSequence points, boolean hole) {
            part(points, Orientation.isCCW(points) != hole);
        }

        private void part(CoordinateSequence points, boolean backwards) {
            for (int index = 0; index < points.size(); index++) {
                append(points, backwards ? points.size() - 1 - index : index);
            }
            pointStart.add(xs.size());
        }

        private void append(CoordinateSequence points, int index) {
            xs.add(worldX(points.getX(index)));
            ys.add(worldY(points.getY(index)));
        }
    }

    /** Rows along Morton's curve (1966), so that what lies together on the ground lies together in memory. */
    private static final class Order {

        /** Of each axis; in a county that is less than two metres. */
        private static final int BITS = 16;

        private static final int NUMBER_BITS = 31;

        private Order() {}

        /** The numbers of the rows by the middle of their boxes; those that share a place stay in their order. */
        static int[] of(List<LayerRow> rows) {
            int[] xs = new int[rows.size()];
            int[] ys = new int[rows.size()];
            for (int number = 0; number < xs.length; number++) {
                WorldBox box = WorldBox.of(rows.get(number).geometry());
                xs[number] = (int) (box.west() + box.east() >> 1);
                ys[number] = (int) (box.north() + box.south() >> 1);
            }
            int west = Arrays.stream(xs).min().orElse(0);
            int north = Arrays.stream(ys).min().orElse(0);
            int widest = Arrays.stream(xs).max().orElse(0) - west
                    | Arrays.stream(ys).max().orElse(0) - north;
            int dropped = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(widest) - BITS);
            long[] keyed = new long[xs.length];
            for (int number = 0; number < keyed.length; number++) {
                long place = spread(xs[number] - west >> dropped) | spread(ys[number] - north >> dropped) << 1;
                keyed[number] = place << NUMBER_BITS | number;
            }
            Arrays.sort(keyed);
            return Arrays.stream(keyed)
                    .mapToInt(key -> (int) key & Integer.MAX_VALUE)
                    .toArray();
        }

        /** Puts a zero before each of the 16 bits. */
        private static long spread(long value) {
            long bits = value;
            bits = (bits | bits << 8) & 0x00FF00FF;
            bits = (bits | bits << 4) & 0x0F0F0F0F;
            bits = (bits | bits << 2) & 0x33333333;
            return (bits | bits << 1) & 0x55555555;
        }
    }
}
