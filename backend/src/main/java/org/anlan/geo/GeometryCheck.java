package org.anlan.geo;

import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/** Whether a geometry in lon/lat can be used, why not, and where the fault is. */
public final class GeometryCheck {

    /** What is wrong, in both languages, and at which lon/lat (null when it has no place). */
    public record Fault(String chinese, String english, Coordinate at) {

        /** That the two numbers of a coordinate are no lon/lat, but would be one the other way round. */
        public boolean isSwapped() {
            return chinese.equals(EXCHANGED);
        }
    }

    private static final String EXCHANGED = "经纬度颠倒:应先经度后纬度";

    private static final Map<Integer, String> CHINESE = Map.of(
            TopologyValidationError.HOLE_OUTSIDE_SHELL, "洞在外环之外",
            TopologyValidationError.NESTED_HOLES, "洞套着洞",
            TopologyValidationError.DISCONNECTED_INTERIOR, "内部不连通",
            TopologyValidationError.SELF_INTERSECTION, "边界自相交",
            TopologyValidationError.RING_SELF_INTERSECTION, "环自相交",
            TopologyValidationError.NESTED_SHELLS, "面套着面",
            TopologyValidationError.TOO_FEW_POINTS, "点数太少",
            TopologyValidationError.RING_NOT_CLOSED, "环未闭合",
            TopologyValidationError.INVALID_COORDINATE, "坐标不是有效数字");

    private GeometryCheck() {}

    /** Ranges first (lon −180…180, lat −90…90, finite), then validity as OGC Simple Features has it. */
    public static Optional<Fault> fault(Geometry geometry) {
        for (Coordinate place : geometry.getCoordinates()) {
            if (!Double.isFinite(place.x) || !Double.isFinite(place.y)) {
                return Optional.of(new Fault("坐标不是有效数字", "a coordinate is no number", place));
            }
            if (isExchanged(place)) {
                return Optional.of(
                        new Fault(EXCHANGED, "longitude and latitude are swapped: longitude comes first", place));
            }
            if (Math.abs(place.x) > 180 || Math.abs(place.y) > 90) {
                return Optional.of(new Fault(
                        "坐标超出经纬度范围,先经度后纬度,单位为度", "outside the range of lon/lat: longitude first, in degrees", place));
            }
        }
        TopologyValidationError error = new IsValidOp(geometry).getValidationError();
        return error == null
                ? Optional.empty()
                : Optional.of(new Fault(
                        CHINESE.getOrDefault(error.getErrorType(), "几何无效"),
                        error.getMessage().toLowerCase(java.util.Locale.ROOT),
                        error.getCoordinate()));
    }

    /** East of 90° this is how swapped numbers betray themselves. */
    private static boolean isExchanged(Coordinate place) {
        return Math.abs(place.x) <= 90 && Math.abs(place.y) > 90 && Math.abs(place.y) <= 180;
    }

    /** True when the place is not in the box but would be with its two numbers exchanged. */
    public static boolean looksSwapped(Coordinate place, Envelope box) {
        return !box.contains(place) && box.contains(place.y, place.x);
    }

    /** The geometry made valid, keeping every part of its area; itself when it was valid. May be empty. */
    public static Geometry repair(Geometry geometry) {
        return geometry.isValid() ? geometry : GeometryFixer.fix(geometry);
    }
}
