package org.anlan.geo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * Transforms between reference systems by EPSG code. The axes are always x/y: east or longitude first, whatever the
 * register says of 4490 or 4547. CGCS2000 (4490) and WGS84 (4326) differ by less than a metre and count as equal.
 * Thread-safe; GeoTools is loaded at the first use.
 */
public final class Crs {

    /** CGCS2000, lon/lat in degrees: what Anlan stores. */
    public static final int CGCS2000 = 4490;

    public static final int WGS84 = 4326;

    /** CGCS2000 / 3-degree Gauss–Krüger, central meridian 114°, metres: what water agencies of Henan use. */
    public static final int GAUSS_KRUGER_114 = 4547;

    /** The same as 4547 with the zone number 38 before the easting. */
    public static final int GAUSS_KRUGER_ZONE_38 = 4526;

    public static final int WEB_MERCATOR = 3857;

    private static final Map<Integer, CoordinateReferenceSystem> SYSTEMS = new ConcurrentHashMap<>();
    private static final Map<Long, MathTransform> TRANSFORMS = new ConcurrentHashMap<>();

    private Crs() {}

    /**
     * @return the geometry itself when the systems are equal, else a new one
     * @throws GeoException for an unknown code, or coordinates outside what the system can express
     */
    public static Geometry transform(Geometry geometry, int from, int to) {
        if (same(from, to)) {
            return geometry;
        }
        try {
            Geometry moved = JTS.transform(geometry, between(from, to));
            for (Coordinate coordinate : moved.getCoordinates()) {
                requireFinite(coordinate, from, to);
            }
            moved.setSRID(to);
            return moved;
        } catch (TransformException problem) {
            throw outside(geometry.getCoordinate(), from, to, problem);
        }
    }

    /** As {@link #transform(Geometry, int, int)} for one place. */
    public static Coordinate transform(Coordinate place, int from, int to) {
        if (same(from, to)) {
            return place;
        }
        try {
            Coordinate moved = JTS.transform(place, new Coordinate(), between(from, to));
            requireFinite(moved, from, to);
            return moved;
        } catch (TransformException problem) {
            throw outside(place, from, to, problem);
        }
    }

    private static boolean same(int from, int to) {
        return from == to || isLonLat(from) && isLonLat(to);
    }

    private static boolean isLonLat(int code) {
        return code == CGCS2000 || code == WGS84;
    }

    private static MathTransform between(int from, int to) {
        return TRANSFORMS.computeIfAbsent(((long) from << 32) | to, pair -> {
            try {
                return CRS.findMathTransform(system(from), system(to), true);
            } catch (FactoryException problem) {
                throw new GeoException(
                        "EPSG:" + from + " 与 EPSG:" + to + " 之间没有转换方法",
                        "there is no transformation from EPSG:" + from + " to EPSG:" + to,
                        problem);
            }
        });
    }

    private static CoordinateReferenceSystem system(int code) {
        return SYSTEMS.computeIfAbsent(code, any -> {
            try {
                return CRS.decode("EPSG:" + code, true);
            } catch (FactoryException problem) {
                throw new GeoException(
                        "没有坐标系 EPSG:" + code + ",请用 4490、4326、4547、4526 或 3857",
                        "unknown reference system EPSG:" + code + "; use 4490, 4326, 4547, 4526 or 3857",
                        problem);
            }
        });
    }

    private static void requireFinite(Coordinate place, int from, int to) {
        if (!Double.isFinite(place.x) || !Double.isFinite(place.y)) {
            throw outside(place, from, to, null);
        }
    }

    private static GeoException outside(Coordinate place, int from, int to, Throwable cause) {
        String pair = "EPSG:" + from + " → EPSG:" + to;
        return new GeoException(
                "坐标 " + place + " 超出 " + pair + " 的范围", place + " lies outside what " + pair + " can express", cause);
    }
}
