package org.anlan.layer.question;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.hprtree.HPRtree;

/**
 * Questions of where to the features of one layer, in memory. Features are numbered in the order they were given.
 * Immutable; for any number of threads.
 */
public final class LayerIndex {

    private final Shapes shapes;
    private final List<Geometry> geometries;
    private final HPRtree tree = new HPRtree();
    private final Envelope box = new Envelope();

    /** @param metres on the plane of the question's point */
    public record Near(int feature, double metres) {}

    /** @param geometries EPSG:4490 lon/lat, valid, not empty; they are kept, not copied */
    public LayerIndex(List<Geometry> geometries) {
        this.geometries = List.copyOf(geometries);
        this.shapes = new Shapes(this.geometries);
        for (int feature = 0; feature < shapes.count(); feature++) {
            tree.insert(shapes.box(feature), feature);
            box.expandToInclude(shapes.box(feature));
        }
        tree.build();
    }

    public int count() {
        return shapes.count();
    }

    /** The features that have a place in common with the area, ascending; the edge belongs to it. */
    public int[] intersecting(Geometry area) {
        IntStream.Builder found = IntStream.builder();
        Raster raster = area instanceof Polygonal && !area.isEmpty() ? new Raster(area) : null;
        PreparedGeometry[] exact = new PreparedGeometry[1];
        candidates(area.getEnvelopeInternal(), feature -> {
            byte known = raster == null
                    ? Raster.EDGE
                    : raster.of(
                            shapes.west[feature], shapes.east[feature], shapes.south[feature], shapes.north[feature]);
            if (known == Raster.EDGE) {
                if (exact[0] == null) {
                    exact[0] = PreparedGeometryFactory.prepare(area);
                }
                known = exact[0].intersects(geometries.get(feature)) ? Raster.INSIDE : Raster.OUTSIDE;
            }
            if (known == Raster.INSIDE) {
                found.add(feature);
            }
        });
        return found.build().sorted().toArray();
    }

    /** The features whose nearest place is at most so far from the point, ascending; 0 metres inside an area. */
    public int[] within(LocalPlane plane, double metres) {
        Nearness nearness = new Nearness(shapes, plane);
        IntStream.Builder found = IntStream.builder();
        candidates(around(plane, metres), feature -> {
            if (nearness.within(feature, metres)) {
                found.add(feature);
            }
        });
        return found.build().sorted().toArray();
    }

    /** So many features, nearest first, of the same distance the lower number first; fewer when there are no more. */
    public List<Near> nearest(LocalPlane plane, int count) {
        return nearest(plane, count, new BitSet());
    }

    /** @param hidden features that do not count */
    List<Near> nearest(LocalPlane plane, int count, BitSet hidden) {
        if (count() == 0 || count < 1) {
            return List.of();
        }
        Nearness nearness = new Nearness(shapes, plane);
        double all = reach(plane);
        for (double metres = guess(plane, count); ; metres *= 2) {
            double limit = metres;
            List<Near> found = new ArrayList<>();
            candidates(around(plane, metres), feature -> {
                if (hidden.get(feature)) {
                    return;
                }
                double away = nearness.metres(feature);
                if (away <= limit) {
                    found.add(new Near(feature, away));
                }
            });
            if (found.size() >= count || metres > all) {
                found.sort(Comparator.comparingDouble(Near::metres).thenComparingInt(Near::feature));
                return List.copyOf(found.subList(0, Math.min(count, found.size())));
            }
        }
    }

    public double metres(LocalPlane plane, int feature) {
        return new Nearness(shapes, plane).metres(feature);
    }

    /** A little farther than everything. */
    private double reach(LocalPlane plane) {
        double east = Math.max(Math.abs(box.getMinX() - plane.lon()), Math.abs(box.getMaxX() - plane.lon()));
        double north = Math.max(Math.abs(box.getMinY() - plane.lat()), Math.abs(box.getMaxY() - plane.lat()));
        return Math.hypot(east * plane.eastMetres(), north * plane.northMetres()) + 1;
    }

    /** Half of what would hold so many if they were spread evenly. */
    private double guess(LocalPlane plane, int count) {
        double area = Math.max(1, box.getWidth() * plane.eastMetres() * box.getHeight() * plane.northMetres());
        return Math.max(1, Math.sqrt(area * count / (double) count()) / 2);
    }

    private static Envelope around(LocalPlane plane, double metres) {
        double east = metres / plane.eastMetres() * (1 + 1e-9) + 1e-12;
        double north = metres / plane.northMetres() * (1 + 1e-9) + 1e-12;
        return new Envelope(plane.lon() - east, plane.lon() + east, plane.lat() - north, plane.lat() + north);
    }

    private void candidates(Envelope area, IntConsumer taker) {
        if (count() > 0) {
            tree.query(area, item -> taker.accept((Integer) item));
        }
    }
}
