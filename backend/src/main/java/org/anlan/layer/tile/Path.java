package org.anlan.layer.tile;

import java.util.Arrays;

/** The points of one line or ring in tile units, cut to the tile with its margin. Made once per tile and used again. */
final class Path {

    private int[] xs = new int[256];
    private int[] ys = new int[256];
    private int size;
    private int[] otherXs = new int[256];
    private int[] otherYs = new int[256];

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    int x(int index) {
        return xs[index];
    }

    int y(int index) {
        return ys[index];
    }

    /** Leaves out a point that is the same as the one before. */
    void add(int x, int y) {
        if (size > 0 && xs[size - 1] == x && ys[size - 1] == y) {
            return;
        }
        if (size == xs.length) {
            xs = Arrays.copyOf(xs, size * 2);
            ys = Arrays.copyOf(ys, size * 2);
        }
        xs[size] = x;
        ys[size++] = y;
    }

    /** Drops the last point of a ring when it is the first again. */
    void open() {
        while (size > 1 && xs[0] == xs[size - 1] && ys[0] == ys[size - 1]) {
            size--;
        }
    }

    /** Twice the area; positive when the ring turns clockwise on the screen (y down). */
    long doubleArea() {
        long sum = 0;
        for (int index = 0, before = size - 1; index < size; before = index++) {
            sum += (long) xs[before] * ys[index] - (long) xs[index] * ys[before];
        }
        return sum;
    }

    /** Sutherland and Hodgman (1974): the part of an open ring within {@code low} to {@code high} on both axes. */
    void cutRing(int low, int high) {
        cutRing(low, true, true);
        cutRing(high, true, false);
        cutRing(low, false, true);
        cutRing(high, false, false);
        open();
    }

    private void cutRing(int edge, boolean vertical, boolean above) {
        int count = size;
        int[] inXs = xs;
        int[] inYs = ys;
        xs = otherXs;
        ys = otherYs;
        otherXs = inXs;
        otherYs = inYs;
        size = 0;
        for (int index = 0, before = count - 1; index < count; before = index++) {
            int from = vertical ? inXs[before] : inYs[before];
            int to = vertical ? inXs[index] : inYs[index];
            boolean fromIn = above ? from >= edge : from <= edge;
            boolean toIn = above ? to >= edge : to <= edge;
            if (fromIn != toIn) {
                double share = (double) (edge - from) / (to - from);
                if (vertical) {
                    add(edge, between(inYs[before], inYs[index], share));
                } else {
                    add(between(inXs[before], inXs[index], share), edge);
                }
            }
            if (toIn) {
                add(inXs[index], inYs[index]);
            }
        }
    }

    static int between(int from, int to, double share) {
        return (int) Math.round(from + share * ((double) to - from));
    }
}
