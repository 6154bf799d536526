package org.anlan.layer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anlan.layer.question.EditedIndex;
import org.anlan.layer.question.LocalPlane;
import org.anlan.layer.store.LayerRow;
import org.locationtech.jts.geom.Geometry;

/**
 * Where the features of the reference layers lie; a bean. A layer is read from the database at its first question and
 * answered from memory from then on, always with what was edited last. The first question blocks on the database.
 */
public final class LayerQuestions {

    private final Layers layers;

    LayerQuestions(Layers layers) {
        this.layers = layers;
    }

    /** @param metres from the point asked about, 0 inside an area; null in an answer that has no point */
    public record Found(String id, Geometry geometry, Map<String, Object> properties, Double metres) {}

    /** @param total of all that answer the question, of which {@code found} may be the first ones only */
    public record Answer(int total, List<Found> found) {}

    public boolean has(String layer) {
        return layers.find(layer).isPresent();
    }

    /** @param area EPSG:4490 lon/lat, valid */
    public Answer intersecting(String layer, Geometry area, int limit) {
        LiveLayer live = layers.find(layer).orElseThrow();
        EditedIndex index = live.index();
        return answer(live, index, null, index.intersecting(area), limit);
    }

    /** In the order of the layer's file, edited features after the others. */
    public Answer within(String layer, double lon, double lat, double metres, int limit) {
        LiveLayer live = layers.find(layer).orElseThrow();
        EditedIndex index = live.index();
        LocalPlane plane = LocalPlane.at(lon, lat);
        return answer(live, index, plane, index.within(plane, metres), limit);
    }

    /** Nearest first. */
    public Answer nearest(String layer, double lon, double lat, int count) {
        LiveLayer live = layers.find(layer).orElseThrow();
        EditedIndex index = live.index();
        List<Found> found = index.nearest(LocalPlane.at(lon, lat), count).stream()
                .map(near -> found(live, index.row(near.feature()), near.metres()))
                .toList();
        return new Answer(found.size(), found);
    }

    private static Answer answer(LiveLayer live, EditedIndex index, LocalPlane plane, int[] features, int limit) {
        List<Found> found = Arrays.stream(features)
                .limit(limit)
                .mapToObj(feature ->
                        found(live, index.row(feature), plane == null ? null : (Double) index.metres(plane, feature)))
                .toList();
        return new Answer(features.length, found);
    }

    private static Found found(LiveLayer live, LayerRow row, Double metres) {
        Map<String, Object> shown = new LinkedHashMap<>();
        live.definition()
                .properties()
                .forEach(name -> shown.put(name, row.properties().get(name)));
        return new Found(row.id(), row.geometry(), shown, metres);
    }
}
