package org.anlan.bench.map;

/** Counts the features of a vector tile, whoever made it. */
final class TileFeatures {

    private static final int LAYER = 3;
    private static final int FEATURE = 2;
    private static final int LENGTH_DELIMITED = 2;

    private final byte[] bytes;
    private int at;

    private TileFeatures(byte[] bytes) {
        this.bytes = bytes;
    }

    static int count(byte[] tile) {
        return new TileFeatures(tile).count(tile.length, LAYER);
    }

    /** Looks at the fields up to {@code end}: goes into layers, counts features. */
    private int count(int end, int wanted) {
        int found = 0;
        while (at < end) {
            long head = varint();
            if ((head & 7) != LENGTH_DELIMITED) {
                varint(); // version and extent
                continue;
            }
            int length = (int) varint();
            if (head >> 3 == wanted && wanted == LAYER) {
                found += count(at + length, FEATURE);
            } else {
                found += head >> 3 == wanted ? 1 : 0;
                at += length;
            }
        }
        return found;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
