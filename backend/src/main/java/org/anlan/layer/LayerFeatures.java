package org.anlan.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.anlan.layer.catalogue.Catalogue;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.LayerQueries;
import org.anlan.layer.store.LayerRow;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The features of the reference layers one by one, from the database; a bean. Each has the properties that
 * config/layers.yaml names for the layer, the same as in its tiles. Layers are the same for every space and role.
 */
public final class LayerFeatures {

    /** Share of a layer's box above which its rows are read in order. */
    private static final double MOST = 0.05;

    private final Map<String, LayerDefinition> layers = new LinkedHashMap<>();
    private final LayerQueries queries;

    /** As they once were: good enough to guess how much of a layer an area holds. */
    private final Map<String, Envelope> boxes = new ConcurrentHashMap<>();

    LayerFeatures(Catalogue catalogue, LayerQueries queries) {
        catalogue.layers().forEach(layer -> layers.put(layer.id(), layer));
        this.queries = queries;
    }

    /**
     * @param accuracy how far it can be trusted
     * @param properties what each feature has, in this order
     */
    public record Layer(
            String id, String title, String titleEn, String accuracy, String source, List<String> properties) {}

    /** @param geometry EPSG:4490 lon/lat, valid */
    public record Item(String id, Geometry geometry, Map<String, Object> properties) {}

    public List<Layer> list() {
        return layers.values().stream().map(LayerFeatures::layer).toList();
    }

    public Optional<Layer> find(String layer) {
        return Optional.ofNullable(layers.get(layer)).map(LayerFeatures::layer);
    }

    public Optional<Item> findItem(String layer, String id) {
        return queries.find(layer, id).map(row -> item(layer, row));
    }

    /**
     * In one order that stays: going on from the last id covers every feature once.
     *
     * @param area what the features must touch, EPSG:4490 lon/lat, or null for all
     * @param after only ids behind this one; "" for the first
     */
    public List<Item> page(String layer, Geometry area, String after, int limit) {
        return queries.page(layer, area(layer, area), after, limit).stream()
                .map(row -> item(layer, row))
                .toList();
    }

    /** @param area what the features must touch, or null for all */
    public long count(String layer, Geometry area) {
        return queries.count(layer, area(layer, area));
    }

    /** Around all features; empty when there are none. */
    public Envelope box(String layer) {
        return queries.box(layer);
    }

    private LayerQueries.Area area(String layer, Geometry area) {
        if (area == null) {
            return null;
        }
        Envelope all = boxes.computeIfAbsent(layer, queries::box);
        double share = all.intersection(area.getEnvelopeInternal()).getArea() / all.getArea();
        return new LayerQueries.Area(area, share > MOST);
    }

    private static Layer layer(LayerDefinition layer) {
        return new Layer(
                layer.id(), layer.title(), layer.titleEn(), layer.accuracy(), layer.source(), layer.properties());
    }

    private Item item(String layer, LayerRow row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        layers.get(layer)
                .properties()
                .forEach(name -> shown.put(name, row.properties().get(name)));
        return new Item(row.id(), row.geometry(), shown);
    }
}
