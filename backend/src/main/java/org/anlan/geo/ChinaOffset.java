package org.anlan.geo;

import org.locationtech.jts.geom.Coordinate;

/**
 * The shifted coordinates of Chinese web maps: GCJ-02 (AutoNavi, Tencent) and BD-09 (Baidu), as published by several
 * independent re-implementations. Near Xun County GCJ-02 lies about 500 m from WGS84. Outside China nothing is shifted.
 */
public final class ChinaOffset {

    private static final double A = 6_378_245.0;
    private static final double EE = 0.006_693_421_622_965_943;
    private static final double BAIDU_X = 0.0065;
    private static final double BAIDU_Y = 0.006;
    private static final double BAIDU_PI = Math.PI * 3000.0 / 180.0;
    /** Each step shrinks the error about a thousandfold; this leaves less than a millimetre. */
    private static final int INVERSE_STEPS = 4;

    private ChinaOffset() {}

    /** WGS84 or CGCS2000 lon/lat to GCJ-02. */
    public static Coordinate toGcj02(Coordinate place) {
        if (isOutside(place)) {
            return place.copy();
        }
        double lat = shiftLat(place.x - 105.0, place.y - 35.0);
        double lon = shiftLon(place.x - 105.0, place.y - 35.0);
        double radians = Math.toRadians(place.y);
        double magic = 1 - EE * Math.sin(radians) * Math.sin(radians);
        double root = Math.sqrt(magic);
        double dLat = lat * 180.0 / (A * (1 - EE) / (magic * root) * Math.PI);
        double dLon = lon * 180.0 / (A / root * Math.cos(radians) * Math.PI);
        return new Coordinate(place.x + dLon, place.y + dLat);
    }

    /** GCJ-02 to WGS84 lon/lat, within a millimetre of the exact inverse. */
    public static Coordinate fromGcj02(Coordinate shifted) {
        Coordinate guess = shifted.copy();
        for (int step = 0; step < INVERSE_STEPS; step++) {
            Coordinate again = toGcj02(guess);
            guess = new Coordinate(guess.x + shifted.x - again.x, guess.y + shifted.y - again.y);
        }
        return guess;
    }

    public static Coordinate toBd09(Coordinate place) {
        Coordinate gcj = toGcj02(place);
        double z = Math.hypot(gcj.x, gcj.y) + 0.000_02 * Math.sin(gcj.y * BAIDU_PI);
        double theta = Math.atan2(gcj.y, gcj.x) + 0.000_003 * Math.cos(gcj.x * BAIDU_PI);
        return new Coordinate(z * Math.cos(theta) + BAIDU_X, z * Math.sin(theta) + BAIDU_Y);
    }

    /** BD-09 to WGS84 lon/lat, within a millimetre of the exact inverse. */
    public static Coordinate fromBd09(Coordinate shifted) {
        Coordinate guess = new Coordinate(shifted.x - BAIDU_X, shifted.y - BAIDU_Y);
        for (int step = 0; step < INVERSE_STEPS + 2; step++) {
            Coordinate again = toBd09(guess);
            guess = new Coordinate(guess.x + shifted.x - again.x, guess.y + shifted.y - again.y);
        }
        return guess;
    }

    private static boolean isOutside(Coordinate place) {
        return place.x < 72.004 || place.x > 137.8347 || place.y < 0.8293 || place.y > 55.8271;
    }

    private static double shiftLat(double x, double y) {
        return -100.0
                + 2.0 * x
                + 3.0 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * Math.sqrt(Math.abs(x))
                + waves(x, 20.0, 6.0, 20.0, 2.0)
                + waves(y, 20.0, 1.0, 40.0, 1.0 / 3.0)
                + waves(y, 160.0, 1.0 / 12.0, 320.0, 1.0 / 30.0);
    }

    private static double shiftLon(double x, double y) {
        return 300.0
                + x
                + 2.0 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * Math.sqrt(Math.abs(x))
                + waves(x, 20.0, 6.0, 20.0, 2.0)
                + waves(x, 20.0, 1.0, 40.0, 1.0 / 3.0)
                + waves(x, 150.0, 1.0 / 12.0, 300.0, 1.0 / 30.0);
    }

    private static double waves(double at, double a, double f, double b, double g) {
        return (a * Math.sin(f * at * Math.PI) + b * Math.sin(g * at * Math.PI)) * 2.0 / 3.0;
    }
}
