package org.anlan.layer.tile;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.LayerRow;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/**
 * A layer's features in Web Mercator, for each zoom simplified once and indexed by place. Simplified before they are
 * cut, so that neighbouring tiles meet. Immutable but for the lazily built zooms; for any number of threads.
 */
final class LibrarySource {

    /** Simplification moves nothing by more than this many of a tile's 4,096 units: a quarter of a screen pixel. */
    private static final double TOLERANCE_UNITS = 2;

    private final LayerDefinition layer;
    private final List<Item> items;
    private final Map<Integer, STRtree> byZoom = new ConcurrentHashMap<>();

    /** @param order as in the layer's file, which fixes the order within a tile */
    record Item(int order, Geometry geometry) {}

    LibrarySource(LayerDefinition layer, List<LayerRow> rows) {
        this.layer = layer;
        this.items = IntStream.range(0, rows.size())
                .mapToObj(order -> item(order, rows.get(order)))
                .toList();
    }

    private Item item(int order, LayerRow row) {
        Geometry geometry = WebMercator.project(row.geometry());
        geometry.setUserData(carried(row.properties()));
        return new Item(order, geometry);
    }

    /** The properties that tiles carry, in the catalogue's order, without those that are null or no plain value. */
    private Map<String, Object> carried(Map<String, Object> all) {
        Map<String, Object> carried = new LinkedHashMap<>();
        for (String name : layer.properties()) {
            Object value = all.get(name);
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                carried.put(name, value);
            }
        }
        return carried;
    }

    LayerDefinition layer() {
        return layer;
    }

    /** What may lie within the envelope at this zoom, in the file's order; user data are the carried properties. */
    @SuppressWarnings("unchecked")
    List<Geometry> find(int zoom, Envelope envelope) {
        List<Item> found = byZoom.computeIfAbsent(zoom, this::index).query(envelope);
        return found.stream()
                .sorted(Comparator.comparingInt(Item::order))
                .map(Item::geometry)
                .toList();
    }

    private STRtree index(int zoom) {
        double tolerance = TileAddress.side(zoom) / LibraryEncoder.EXTENT * TOLERANCE_UNITS;
        STRtree tree = new STRtree();
        for (Item item : items) {
            Geometry shown = zoom < layer.maxZoom() ? simplified(item.geometry(), tolerance) : item.geometry();
            if (!shown.isEmpty()) {
                tree.insert(shown.getEnvelopeInternal(), new Item(item.order(), shown));
            }
        }
        tree.build();
        return tree;
    }

    private static Geometry simplified(Geometry geometry, double tolerance) {
        Geometry simpler =
                switch (geometry.getDimension()) {
                    case 0 -> geometry;
                    case 1 -> DouglasPeuckerSimplifier.simplify(geometry, tolerance);
                    default -> TopologyPreservingSimplifier.simplify(geometry, tolerance);
                };
        simpler.setUserData(geometry.getUserData());
        return simpler;
    }
}
