package org.anlan.layer.tile;

import java.util.Arrays;
import java.util.List;
import org.anlan.layer.store.LayerRow;

/** Rows along Morton's curve (1966), so that what lies together on the ground lies together in memory. */
final class MortonOrder {

    /** Of each axis; in a county that is less than two metres. */
    private static final int BITS = 16;

    private static final int NUMBER_BITS = 31;

    private MortonOrder() {}

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
