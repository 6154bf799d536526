package org.anlan.layer;

import java.util.ArrayList;
import java.util.List;
import org.anlan.layer.catalogue.Catalogue;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.LayerLoader;
import org.anlan.layer.store.LayerStore;
import org.anlan.layer.tile.Tiles;

/** The reference layers in use, fixed from the start of the server on. */
record Layers(List<LayerInfo> list, Tiles tiles) {

    Layers {
        list = List.copyOf(list);
    }

    /** Loads what changed, then reads all from the database. */
    static Layers load(Catalogue catalogue, LayerStore store, LayerLoader loader) {
        List<LayerInfo> infos = new ArrayList<>();
        Tiles tiles = new Tiles();
        for (LayerDefinition layer : catalogue.layers()) {
            infos.add(LayerInfo.of(layer, loader.load(layer)));
            tiles.add(layer, store.list(layer.id()));
        }
        return new Layers(infos, tiles);
    }
}
