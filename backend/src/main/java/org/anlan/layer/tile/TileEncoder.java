package org.anlan.layer.tile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/** One tile of one layer as Mapbox Vector Tile 2.1; the tile's layer has the layer's id as its name. */
final class TileEncoder {

    /** Units along the side of a tile. */
    static final int EXTENT = 4096;

    static final int EXTENT_BITS = 12;

    /** Units around the tile that are kept, so that lines and fills do not end at a visible seam. */
    static final int MARGIN = 64;

    /** Simplification moves nothing by more than so many units: a quarter of a screen pixel. */
    private static final float TOLERANCE = 2;

    /** Up to this zoom a polygon that is smaller than a dot is drawn together with its neighbours. */
    private static final int GATHERED_TO = 11;

    /** Types of geometry in the tile. */
    private static final int POINT = 1;

    private static final int LINE = 2;
    private static final int POLYGON = 3;

    private static final long FAR = 1 << 29;

    /** Side of the square that stands for small polygons, units: two screen pixels, so that no tile exceeds 300 kB. */
    private static final int DOT = 16;

    /** Whose features are being written. */
    private FlatLayer layer;

    private final TileAddress tile;
    private final int shift;
    private final long west;
    private final long north;
    private final boolean gathered;
    private final Path path = new Path();
    private final ProtobufWriter out = new ProtobufWriter(16 << 10);
    private final Tags.OfTile tags;
    private int cursorX;
    private int cursorY;
    private double gatheredArea;

    private TileEncoder(FlatLayer layer, TileAddress tile) {
        this.layer = layer;
        this.tile = tile;
        this.shift = FlatLayer.WORLD_BITS - EXTENT_BITS - tile.z();
        this.west = (long) tile.x() << EXTENT_BITS;
        this.north = (long) tile.y() << EXTENT_BITS;
        this.gathered = tile.z() <= GATHERED_TO;
        this.tags = new Tags.OfTile(layer.tags);
    }

    /** The encoded tile, empty when nothing lies in it. */
    static byte[] encode(FlatLayer layer, TileAddress tile) {
        return encode(layer, null, null, tile);
    }

    /**
     * As if what comes after the layer's features belonged to it and the hidden ones did not.
     *
     * @param hidden features of the layer that are left out, or null
     * @param after of the same definition, or null
     */
    static byte[] encode(FlatLayer layer, BitSet hidden, FlatLayer after, TileAddress tile) {
        return new TileEncoder(layer, tile).encode(hidden, after);
    }

    private byte[] encode(BitSet hidden, FlatLayer after) {
        out.varint(15, 2);
        out.bytes(1, layer.definition().id().getBytes(StandardCharsets.UTF_8));
        int empty = out.size();
        WorldBox box = WorldBox.of(tile);
        addAll(box, hidden);
        if (after != null) {
            layer = after;
            tags.goOn(after.tags);
            addAll(box, null);
        }
        if (out.size() == empty) {
            return new byte[0];
        }
        tags.writeTables(out);
        out.varint(5, EXTENT);
        ProtobufWriter whole = new ProtobufWriter(out.size() + 16);
        whole.bytes(3, out);
        return whole.toByteArray();
    }

    private void addAll(WorldBox box, BitSet hidden) {
        Ints found = new Ints();
        layer.grid.each(box.west(), box.north(), box.east(), box.south(), found::add);
        // By row, which is the order in which features are drawn over each other.
        long[] ordered = new long[found.size()];
        for (int index = 0; index < ordered.length; index++) {
            ordered[index] = (long) layer.rowOf[found.get(index)] << Integer.SIZE | found.get(index);
        }
        Arrays.sort(ordered);
        for (long key : ordered) {
            if (hidden == null || !hidden.get((int) (key >> Integer.SIZE))) {
                add((int) key);
            }
        }
    }

    /** From world units to tile units, counted from the world's corner. */
    private long units(int world) {
        if (shift > 0) {
            return (long) world + (1L << shift - 1) >> shift;
        }
        return (long) world << -shift;
    }

    private int x(int world) {
        return near(units(world) - west);
    }

    private int y(int world) {
        return near(units(world) - north);
    }

    /** Far outside it does not matter where: sums and differences must stay within an int. */
    private static int near(long units) {
        return (int) Math.max(-FAR, Math.min(FAR, units));
    }

    private void add(int number) {
        cursorX = 0;
        cursorY = 0;
        int feature = out.begin(2);
        int geometry = out.begin(4);
        int kind =
                switch (layer.definition().geometry()) {
                    case POINT -> points(number);
                    case LINE -> lines(number);
                    case POLYGON -> polygons(number);
                };
        if (out.end(geometry) == 0) {
            out.drop(feature);
            return;
        }
        out.varint(3, kind);
        int tagged = out.begin(2);
        tags.write(number, out);
        if (out.end(tagged) == 0) {
            out.drop(tagged);
        }
        out.end(feature);
    }

    private static boolean isIn(int x, int y) {
        return x >= -MARGIN && x <= EXTENT + MARGIN && y >= -MARGIN && y <= EXTENT + MARGIN;
    }

    /** Writes what the tile shows of it, perhaps nothing; answers the geometry's type in the tile. */
    private int points(int number) {
        path.clear();
        for (int part = layer.partStart[number]; part < layer.partStart[number + 1]; part++) {
            for (int point = layer.pointStart[part]; point < layer.pointStart[part + 1]; point++) {
                int x = x(layer.xs[point]);
                int y = y(layer.ys[point]);
                if (isIn(x, y)) {
                    path.add(x, y);
                }
            }
        }
        if (path.size() > 0) {
            command(1, path.size());
            for (int index = 0; index < path.size(); index++) {
                to(path.x(index), path.y(index));
            }
        }
        return POINT;
    }

    /** World units below which a point is left out. */
    private float tolerance() {
        return tile.z() < layer.definition().maxZoom() && shift > 0 ? TOLERANCE * (1 << shift) : 0;
    }

    private int lines(int number) {
        float least = tolerance();
        for (int part = layer.partStart[number]; part < layer.partStart[number + 1]; part++) {
            path.clear();
            int from = layer.pointStart[part];
            int lastX = x(layer.xs[from]);
            int lastY = y(layer.ys[from]);
            for (int point = from + 1; point < layer.pointStart[part + 1]; point++) {
                if (layer.weights[point] >= least) {
                    int x = x(layer.xs[point]);
                    int y = y(layer.ys[point]);
                    segment(lastX, lastY, x, y);
                    lastX = x;
                    lastY = y;
                }
            }
            endLine();
        }
        return LINE;
    }

    /** Liang and Barsky (1984): goes on with the part of a segment that lies in the tile, or begins a new line. */
    private void segment(int x1, int y1, int x2, int y2) {
        double dx = (double) x2 - x1;
        double dy = (double) y2 - y1;
        double[] p = {-dx, dx, -dy, dy};
        double[] q = {x1 + MARGIN, EXTENT + MARGIN - (double) x1, y1 + MARGIN, EXTENT + MARGIN - (double) y1};
        double enters = 0;
        double leaves = 1;
        for (int side = 0; side < 4; side++) {
            if (p[side] == 0) {
                if (q[side] < 0) {
                    endLine();
                    return;
                }
            } else if (p[side] < 0) {
                enters = Math.max(enters, q[side] / p[side]);
            } else {
                leaves = Math.min(leaves, q[side] / p[side]);
            }
        }
        if (enters > leaves) {
            endLine();
            return;
        }
        if (enters > 0) {
            endLine();
        }
        path.add(Path.between(x1, x2, enters), Path.between(y1, y2, enters));
        path.add(Path.between(x1, x2, leaves), Path.between(y1, y2, leaves));
        if (leaves < 1) {
            endLine();
        }
    }

    private void endLine() {
        if (path.size() > 1) {
            write(false);
        }
        path.clear();
    }

    private int polygons(int number) {
        boolean inside = isInside(number);
        if (gathered && isTiny(number)) {
            gather(number);
            return POLYGON;
        }
        boolean exteriorGone = false;
        for (int part = layer.partStart[number]; part < layer.partStart[number + 1]; part++) {
            boolean hole = layer.holes.get(part);
            if (hole && exteriorGone) {
                continue;
            }
            boolean there = ring(part, tolerance(), inside) || ring(part, 0, inside);
            if (!hole) {
                exteriorGone = !there;
            }
        }
        return POLYGON;
    }

    /** False, and nothing written, when nothing of the ring is left. */
    private boolean ring(int part, float least, boolean inside) {
        path.clear();
        for (int point = layer.pointStart[part]; point < layer.pointStart[part + 1]; point++) {
            if (layer.weights[point] >= least) {
                path.add(x(layer.xs[point]), y(layer.ys[point]));
            }
        }
        path.open();
        if (!inside) {
            path.cutRing(-MARGIN, EXTENT + MARGIN);
        }
        long area = path.doubleArea();
        if (path.size() < 3 || (layer.holes.get(part) ? area >= 0 : area <= 0)) {
            return false;
        }
        write(true);
        return true;
    }

    private boolean isInside(int number) {
        return isIn(x(layer.boxes.west()[number]), y(layer.boxes.north()[number]))
                && isIn(x(layer.boxes.east()[number]), y(layer.boxes.south()[number]));
    }

    private long width(int number) {
        return (long) layer.boxes.east()[number] - layer.boxes.west()[number] >> shift;
    }

    private long height(int number) {
        return (long) layer.boxes.south()[number] - layer.boxes.north()[number] >> shift;
    }

    private boolean isTiny(int number) {
        return width(number) < DOT && height(number) < DOT;
    }

    /** Many small polygons become few of a dot's size that cover as much ground, each with its own properties. */
    private void gather(int number) {
        double scale = 1.0 / ((1L << shift) * (double) (1L << shift));
        double box = ((double) layer.boxes.east()[number] - layer.boxes.west()[number])
                * ((double) layer.boxes.south()[number] - layer.boxes.north()[number]);
        gatheredArea += box * scale;
        if (gatheredArea < DOT * DOT) {
            return;
        }
        gatheredArea -= DOT * DOT;
        int x = x(layer.boxes.west()[number]);
        int y = y(layer.boxes.north()[number]);
        path.clear();
        path.add(x, y);
        path.add(x + DOT, y);
        path.add(x + DOT, y + DOT);
        path.add(x, y + DOT);
        write(true);
    }

    private void write(boolean ring) {
        command(1, 1);
        to(path.x(0), path.y(0));
        command(2, path.size() - 1);
        for (int index = 1; index < path.size(); index++) {
            to(path.x(index), path.y(index));
        }
        if (ring) {
            command(7, 1);
        }
    }

    private void command(int id, int count) {
        out.varint(id | count << 3);
    }

    private void to(int x, int y) {
        out.varints(ProtobufWriter.zigzag(x - cursorX), ProtobufWriter.zigzag(y - cursorY));
        cursorX = x;
        cursorY = y;
    }
}
