package org.anlan.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.anlan.layer.catalogue.Catalogue;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.LayerEdits;
import org.anlan.layer.store.LayerEdits.Numbers;
import org.anlan.layer.store.LayerLoader;
import org.anlan.layer.store.LayerStore;
import org.anlan.layer.tile.Tiles;

/** The reference layers in use on this node, in the order of the catalogue. */
final class Layers {

    private final Map<String, LiveLayer> layers = new LinkedHashMap<>();
    private final Map<String, LayerLoader.Outcome> outcomes = new ConcurrentHashMap<>();
    private final Tiles tiles = new Tiles();
    private final LayerStore store;
    private final LayerEdits edits;

    /** Loads the files that changed, then reads all from the database. Blocks. */
    Layers(Catalogue catalogue, LayerStore store, LayerLoader loader, LayerEdits edits) {
        this.store = store;
        this.edits = edits;
        for (LayerDefinition layer : catalogue.layers()) {
            outcomes.put(layer.id(), loader.load(layer));
            layers.put(layer.id(), new LiveLayer(layer, store, edits, tiles));
        }
    }

    Tiles tiles() {
        return tiles;
    }

    Optional<LiveLayer> find(String id) {
        return Optional.ofNullable(layers.get(id));
    }

    List<LiveLayer> list() {
        return List.copyOf(layers.values());
    }

    List<LayerInfo> infos() {
        return layers.values().stream()
                .map(layer ->
                        LayerInfo.of(layer, outcomes.get(layer.definition().id())))
                .toList();
    }

    /** Brings every layer of this node up to what the database has. Blocks. */
    void catchUp() {
        Map<String, Numbers> numbers = edits.numbers();
        layers.forEach((id, layer) -> {
            long loaded = layer.loaded();
            layer.catchUp(numbers.get(id));
            if (layer.loaded() != loaded) {
                store.find(id).ifPresent(state -> outcomes.put(id, new LayerLoader.Outcome(state, false, null)));
            }
        });
    }
}
