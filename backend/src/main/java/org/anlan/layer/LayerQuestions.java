package org.anlan.layer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.anlan.layer.catalogue.Catalogue;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.question.LayerIndex;
import org.anlan.layer.question.LocalPlane;
import org.anlan.layer.store.LayerRow;
import org.anlan.layer.store.LayerStore;
import org.locationtech.jts.geom.Geometry;

/**
 * Where the features of the reference layers lie; a bean. A layer is read from the database at its first question and
 * answered from memory from then on. The first question blocks on the database.
 */
public final class LayerQuestions {

    private final Catalogue catalogue;
    private final LayerStore store;
    private final Map<String, Indexed> layers = new ConcurrentHashMap<>();

    LayerQuestions(Catalogue catalogue, LayerStore store) {
        this.catalogue = catalogue;
        this.store = store;
    }

    private record Indexed(List<LayerRow> rows, LayerIndex index) {}

    /** @param metres from the point asked about, 0 inside an area; null in an answer that has no point */
    public record Found(String id, Geometry geometry, Map<String, Object> properties, Double metres) {}

    /** @param total of all that answer the question, of which {@code found} may be the first ones only */
    public record Answer(int total, List<Found> found) {}

    public boolean has(String layer) {
        return catalogue.layers().stream().anyMatch(known -> known.id().equals(layer));
    }

    /** @param area EPSG:4490 lon/lat, valid */
    public Answer intersecting(String layer, Geometry area, int limit) {
        return answer(layer, null, indexed(layer).index.intersecting(area), limit);
    }

    /** In the order of the layer's file. */
    public Answer within(String layer, double lon, double lat, double metres, int limit) {
        LocalPlane plane = LocalPlane.at(lon, lat);
        return answer(layer, plane, indexed(layer).index.within(plane, metres), limit);
    }

    /** Nearest first. */
    public Answer nearest(String layer, double lon, double lat, int count) {
        Indexed known = indexed(layer);
        List<Found> found = known.index.nearest(LocalPlane.at(lon, lat), count).stream()
                .map(near -> found(layer, known.rows.get(near.feature()), near.metres()))
                .toList();
        return new Answer(found.size(), found);
    }

    private Answer answer(String layer, LocalPlane plane, int[] features, int limit) {
        Indexed known = indexed(layer);
        List<Found> found = Arrays.stream(features)
                .limit(limit)
                .mapToObj(feature -> found(
                        layer,
                        known.rows.get(feature),
                        plane == null ? null : (Double) known.index.metres(plane, feature)))
                .toList();
        return new Answer(features.length, found);
    }

    private Found found(String layer, LayerRow row, Double metres) {
        Map<String, Object> shown = new LinkedHashMap<>();
        definition(layer)
                .properties()
                .forEach(name -> shown.put(name, row.properties().get(name)));
        return new Found(row.id(), row.geometry(), shown, metres);
    }

    private LayerDefinition definition(String layer) {
        return catalogue.layers().stream()
                .filter(known -> known.id().equals(layer))
                .findFirst()
                .orElseThrow();
    }

    private Indexed indexed(String layer) {
        return layers.computeIfAbsent(layer, id -> {
            List<LayerRow> rows = store.list(id);
            return new Indexed(
                    rows, new LayerIndex(rows.stream().map(LayerRow::geometry).toList()));
        });
    }
}
