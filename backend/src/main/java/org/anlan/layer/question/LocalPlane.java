package org.anlan.layer.question;

/**
 * The plane that touches the WGS84 ellipsoid at a point: degrees times a fixed number of metres east and north. Within
 * 100 km of the point a distance on it differs from the geodesic one by less than 0.5 %.
 *
 * @param eastMetres in a degree of longitude at the point's latitude
 * @param northMetres in a degree of latitude there
 */
public record LocalPlane(double lon, double lat, double eastMetres, double northMetres) {

    private static final double SEMI_MAJOR = 6_378_137;
    private static final double ECCENTRICITY_SQUARED = 0.00669437999014;

    public static LocalPlane at(double lon, double lat) {
        double sine = Math.sin(Math.toRadians(lat));
        double flat = 1 - ECCENTRICITY_SQUARED * sine * sine;
        double across = SEMI_MAJOR / Math.sqrt(flat);
        double along = SEMI_MAJOR * (1 - ECCENTRICITY_SQUARED) / (flat * Math.sqrt(flat));
        return new LocalPlane(lon, lat, Math.toRadians(across * Math.cos(Math.toRadians(lat))), Math.toRadians(along));
    }

    double squaredTo(double x, double y) {
        double east = (x - lon) * eastMetres;
        double north = (y - lat) * northMetres;
        return east * east + north * north;
    }

    /** To the nearest place of a segment. */
    double squaredTo(double x1, double y1, double x2, double y2) {
        double ax = (x1 - lon) * eastMetres;
        double ay = (y1 - lat) * northMetres;
        double dx = (x2 - x1) * eastMetres;
        double dy = (y2 - y1) * northMetres;
        double length = dx * dx + dy * dy;
        double share = length == 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length));
        double nx = ax + share * dx;
        double ny = ay + share * dy;
        return nx * nx + ny * ny;
    }
}
