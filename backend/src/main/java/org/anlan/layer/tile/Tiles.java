package org.anlan.layer.tile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.anlan.layer.catalogue.LayerDefinition;

/**
 * The tiles of all layers: encoded when first asked for, then kept. For any number of threads. Kept under the number of
 * the last edit that touched the tile, and made from the very source that gave the number: an encoding of what was before
 * an edit, however late it ends, is never found by whoever asks after the edit.
 */
public final class Tiles {

    private static final long CACHE_BYTES = 32L << 20;

    private final Map<String, TileSource> sources = new ConcurrentHashMap<>();
    private final Cache<Key, Tile> made = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((Key key, Tile tile) -> tile.bytes())
            .build();

    private record Key(String layer, TileAddress tile, long version) {}

    /** From now on tiles of the layer are those of this source. One caller at a time for each layer. */
    public void put(TileSource source) {
        sources.put(source.definition().id(), source);
    }

    public Optional<LayerDefinition> layer(String id) {
        return Optional.ofNullable(sources.get(id)).map(TileSource::definition);
    }

    /** Only when it was made before; costs next to nothing. */
    public Optional<Tile> ready(String layer, TileAddress address) {
        return Optional.ofNullable(sources.get(layer))
                .map(source -> made.getIfPresent(new Key(layer, address, source.version(address))));
    }

    /** @throws java.util.NoSuchElementException when there is no such layer */
    public Tile get(String layer, TileAddress address) {
        TileSource source = source(layer);
        Key key = new Key(layer, address, source.version(address));
        return made.get(key, missing -> Tile.of(source.encode(address)));
    }

    /**
     * Made anew, neither compressed nor kept; empty when nothing lies there.
     *
     * @throws java.util.NoSuchElementException when there is no such layer
     */
    public byte[] encode(String layer, TileAddress address) {
        return source(layer).encode(address);
    }

    private TileSource source(String layer) {
        return Optional.ofNullable(sources.get(layer)).orElseThrow();
    }
}
