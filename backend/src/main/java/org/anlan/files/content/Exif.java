package org.anlan.files.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What a camera wrote beside the picture that matters here. Only these few tags are read: who reads all of them lets the
 * file say how much memory that takes.
 *
 * @param orientation 1 to 8 as EXIF counts them, 1 = as stored
 * @param position [longitude, latitude] WGS 84 degrees, or null
 */
record Exif(int orientation, List<Double> position) {

    static final Exif NONE = new Exif(1, null);

    // EXIF 2.32, sections 4.6.3 and 4.6.6
    private static final int ORIENTATION = 0x0112;
    private static final int GPS = 0x8825;
    private static final int LATITUDE = 2;
    private static final int LONGITUDE = 4;

    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int RATIONAL = 5;

    private static final int ENTRY_BYTES = 12;

    /**
     * Damaged or absent EXIF is no reason to refuse a photo.
     *
     * @param block a TIFF file without pixels, or null
     */
    static Exif read(ByteBuffer block) {
        if (block == null) {
            return NONE;
        }
        ByteBuffer tiff = block.slice();
        int orientation = 1;
        try {
            tiff.order(order(tiff));
            int first = tiff.getInt(4);
            orientation = orientation(tiff, first);
            return new Exif(orientation, position(tiff, first));
        } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
            return new Exif(orientation, null);
        }
    }

    private static ByteOrder order(ByteBuffer tiff) {
        return switch (tiff.getShort(0)) {
            case 0x4949 -> ByteOrder.LITTLE_ENDIAN;
            case 0x4D4D -> ByteOrder.BIG_ENDIAN;
            default -> throw new IllegalArgumentException("no TIFF");
        };
    }

    private static int orientation(ByteBuffer tiff, int directory) {
        int at = find(tiff, directory, ORIENTATION);
        int value = at < 0 ? 1 : tiff.getShort(at + 2) == SHORT ? tiff.getShort(at + 8) : tiff.getInt(at + 8);
        return value >= 1 && value <= 8 ? value : 1;
    }

    private static List<Double> position(ByteBuffer tiff, int directory) {
        int gps = find(tiff, directory, GPS);
        if (gps < 0) {
            return null;
        }
        double longitude = degrees(tiff, tiff.getInt(gps + 8), LONGITUDE, 'E', 'W');
        double latitude = degrees(tiff, tiff.getInt(gps + 8), LATITUDE, 'N', 'S');
        boolean isPlace = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 && (longitude != 0 || latitude != 0);
        return isPlace ? List.of(round(longitude), round(latitude)) : null;
    }

    /** Three fractions: degrees, minutes and seconds; the tag before them names the half of the globe. */
    private static double degrees(ByteBuffer tiff, int directory, int tag, char plus, char minus) {
        int at = find(tiff, directory, tag);
        int half = find(tiff, directory, tag - 1);
        if (at < 0 || half < 0 || tiff.getShort(half + 2) != ASCII || tiff.getShort(at + 2) != RATIONAL) {
            return Double.NaN;
        }
        int values = tiff.getInt(at + 8);
        double degrees = fraction(tiff, values) + fraction(tiff, values + 8) / 60 + fraction(tiff, values + 16) / 3600;
        char letter = Character.toUpperCase((char) tiff.get(half + 8));
        return letter == minus ? -degrees : letter == plus ? degrees : Double.NaN;
    }

    /** Some phones write 0/0 for seconds that they do not know. */
    private static double fraction(ByteBuffer tiff, int at) {
        long numerator = Integer.toUnsignedLong(tiff.getInt(at));
        return numerator == 0 ? 0 : (double) numerator / Integer.toUnsignedLong(tiff.getInt(at + 4));
    }

    /** Where the entry of a tag begins, -1 = there is none. */
    private static int find(ByteBuffer tiff, int directory, int tag) {
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int at = directory + 2; entries > 0; entries--, at += ENTRY_BYTES) {
            if (Short.toUnsignedInt(tiff.getShort(at)) == tag) {
                return at;
            }
        }
        return -1;
    }

    /** To 0.1 m: EXIF writes fractions of seconds. */
    private static double round(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }
}
