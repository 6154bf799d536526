package org.anlan.layer.question;

/** How far features lie from the point of a plane: 0 inside an area. The box decides alone when it can. */
final class Nearness {

    private final Shapes shapes;
    private final LocalPlane plane;

    Nearness(Shapes shapes, LocalPlane plane) {
        this.shapes = shapes;
        this.plane = plane;
    }

    boolean within(int feature, double metres) {
        double limit = metres * metres;
        if (nearestOfBox(feature) > limit) {
            return false;
        }
        return farthestOfBox(feature) <= limit || squared(feature) <= limit;
    }

    double metres(int feature) {
        return Math.sqrt(squared(feature));
    }

    private double nearestOfBox(int feature) {
        double x = Math.max(shapes.west[feature], Math.min(shapes.east[feature], plane.lon()));
        double y = Math.max(shapes.south[feature], Math.min(shapes.north[feature], plane.lat()));
        return plane.squaredTo(x, y);
    }

    private double farthestOfBox(int feature) {
        double middleX = (shapes.west[feature] + shapes.east[feature]) / 2;
        double middleY = (shapes.south[feature] + shapes.north[feature]) / 2;
        double x = plane.lon() < middleX ? shapes.east[feature] : shapes.west[feature];
        double y = plane.lat() < middleY ? shapes.north[feature] : shapes.south[feature];
        return plane.squaredTo(x, y);
    }

    double squared(int feature) {
        double least = Double.POSITIVE_INFINITY;
        boolean inside = false;
        for (int part = shapes.partStart[feature]; part < shapes.partStart[feature + 1]; part++) {
            int from = shapes.pointStart[part];
            int last = shapes.pointStart[part + 1] - 1;
            if (from == last) {
                least = Math.min(least, plane.squaredTo(shapes.xs[from], shapes.ys[from]));
            }
            for (int point = from; point < last; point++) {
                double x1 = shapes.xs[point];
                double y1 = shapes.ys[point];
                double x2 = shapes.xs[point + 1];
                double y2 = shapes.ys[point + 1];
                least = Math.min(least, plane.squaredTo(x1, y1, x2, y2));
                inside ^= shapes.areal[feature] && crosses(x1, y1, x2, y2);
            }
        }
        return inside ? 0 : least;
    }

    /** Whether a ray to the east of the point meets this edge; an odd number of edges means inside. */
    private boolean crosses(double x1, double y1, double x2, double y2) {
        return (y1 > plane.lat()) != (y2 > plane.lat())
                && plane.lon() < (x2 - x1) * (plane.lat() - y1) / (y2 - y1) + x1;
    }
}
