package org.anlan.layer.tile;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Which features may lie in a box: square cells over the layer, in each the features whose box touches it, all in three
 * flat arrays. Immutable.
 */
final class TileGrid {

    /** About 500 m at 35° of latitude: a tile of zoom 14 has a few cells, a cell of a town some hundred buildings. */
    private static final int CELL_SHIFT = 15;

    private static final long MOST_CELLS = 1 << 22;

    /** A feature in more cells than this is looked at every time instead. */
    private static final int WIDE = 256;

    private final int shift;
    private final int west;
    private final int north;
    private final int columns;
    private final int rows;
    private final int[] cellStart;
    private final int[] cellItems;
    private final int[] wide;
    private final Boxes boxes;

    /** The features' boxes in world units, one array per side. */
    record Boxes(int[] west, int[] north, int[] east, int[] south) {
        int count() {
            return west.length;
        }

        boolean touch(int feature, long w, long n, long e, long s) {
            return west[feature] <= e && east[feature] >= w && north[feature] <= s && south[feature] >= n;
        }
    }

    TileGrid(Boxes boxes) {
        this.boxes = boxes;
        int least = CELL_SHIFT;
        int minX = Arrays.stream(boxes.west).min().orElse(0);
        int minY = Arrays.stream(boxes.north).min().orElse(0);
        int maxX = Arrays.stream(boxes.east).max().orElse(0);
        int maxY = Arrays.stream(boxes.south).max().orElse(0);
        while ((((long) maxX - minX >> least) + 2) * (((long) maxY - minY >> least) + 2) > MOST_CELLS) {
            least++;
        }
        this.shift = least;
        this.west = minX >> shift;
        this.north = minY >> shift;
        this.columns = (maxX >> shift) - west + 1;
        this.rows = (maxY >> shift) - north + 1;
        this.cellStart = new int[columns * rows + 1];
        this.wide = fill(new int[0], true);
        this.cellItems = new int[cellStart[columns * rows]];
        fill(cellItems, false);
    }

    /** First counts, then, with the starts known, puts the features in; answers the wide ones. */
    private int[] fill(int[] items, boolean counting) {
        int[] wideOnes = new int[0];
        int[] next = counting ? null : Arrays.copyOf(cellStart, cellStart.length);
        for (int feature = 0; feature < boxes.count(); feature++) {
            int left = column(boxes.west[feature]);
            int right = column(boxes.east[feature]);
            int top = row(boxes.north[feature]);
            int bottom = row(boxes.south[feature]);
            if ((long) (right - left + 1) * (bottom - top + 1) > WIDE) {
                wideOnes = Arrays.copyOf(wideOnes, wideOnes.length + 1);
                wideOnes[wideOnes.length - 1] = feature;
                continue;
            }
            for (int cell = top * columns + left; top <= bottom; top++, cell += columns) {
                for (int at = cell; at <= cell + right - left; at++) {
                    if (counting) {
                        cellStart[at + 1]++;
                    } else {
                        items[next[at]++] = feature;
                    }
                }
            }
        }
        if (counting) {
            Arrays.parallelPrefix(cellStart, Integer::sum);
        }
        return wideOnes;
    }

    private int column(long x) {
        return (int) Math.max(0, Math.min(columns - 1, (x >> shift) - west));
    }

    private int row(long y) {
        return (int) Math.max(0, Math.min(rows - 1, (y >> shift) - north));
    }

    /** Each feature whose box touches the box (world units, all sides included) once, in no particular order. */
    void each(long w, long n, long e, long s, IntConsumer found) {
        for (int feature : wide) {
            if (boxes.touch(feature, w, n, e, s)) {
                found.accept(feature);
            }
        }
        int left = column(w);
        int right = column(e);
        int top = row(n);
        int bottom = row(s);
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                int cell = row * columns + column;
                for (int at = cellStart[cell]; at < cellStart[cell + 1]; at++) {
                    int feature = cellItems[at];
                    // In several cells: it counts in the first of them that is looked at.
                    boolean first = Math.max(left, column(boxes.west[feature])) == column
                            && Math.max(top, row(boxes.north[feature])) == row;
                    if (first && boxes.touch(feature, w, n, e, s)) {
                        found.accept(feature);
                    }
                }
            }
        }
    }
}
