package org.anlan.layer.tile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.LayerRow;

/** The tiles of all layers: encoded when first asked for, then kept. For any number of threads. */
public final class Tiles {

    private static final long CACHE_BYTES = 32L << 20;

    private final Map<String, FlatLayer> sources = new LinkedHashMap<>();
    private final Cache<Key, Tile> made = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((Key key, Tile tile) -> tile.bytes())
            .build();

    private record Key(String layer, TileAddress tile) {}

    /** Before the first tile is asked for. */
    public void add(LayerDefinition layer, List<LayerRow> rows) {
        sources.put(layer.id(), new FlatLayer(layer, rows));
    }

    public Optional<LayerDefinition> layer(String id) {
        return Optional.ofNullable(sources.get(id)).map(FlatLayer::definition);
    }

    /** Only when it was made before; costs next to nothing. */
    public Optional<Tile> ready(String layer, TileAddress address) {
        return Optional.ofNullable(made.getIfPresent(new Key(layer, address)));
    }

    /** @throws java.util.NoSuchElementException when there is no such layer */
    public Tile get(String layer, TileAddress address) {
        return made.get(new Key(layer, address), key -> Tile.of(encode(layer, address)));
    }

    /**
     * Made anew, neither compressed nor kept; empty when nothing lies there.
     *
     * @throws java.util.NoSuchElementException when there is no such layer
     */
    public byte[] encode(String layer, TileAddress address) {
        return TileEncoder.encode(Optional.ofNullable(sources.get(layer)).orElseThrow(), address);
    }
}
