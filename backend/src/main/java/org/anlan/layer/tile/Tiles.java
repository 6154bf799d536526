package org.anlan.layer.tile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.LayerRow;

/** The tiles of all layers: encoded when first asked for, then kept. For any number of threads. */
public final class Tiles {

    private static final long CACHE_BYTES = 32L << 20;

    private final Map<String, TileSource> sources = new LinkedHashMap<>();
    private final TileCache cache = new TileCache(CACHE_BYTES);

    /** Before the first tile is asked for. */
    public void add(LayerDefinition layer, List<LayerRow> rows) {
        sources.put(layer.id(), new TileSource(layer, rows));
    }

    public Optional<LayerDefinition> layer(String id) {
        return Optional.ofNullable(sources.get(id)).map(TileSource::layer);
    }

    /** Only when it was made before; costs next to nothing. */
    public Optional<Tile> ready(String layer, TileAddress address) {
        return Optional.ofNullable(cache.find(new TileCache.Key(layer, address)));
    }

    /** @throws java.util.NoSuchElementException when there is no such layer */
    public Tile get(String layer, TileAddress address) {
        TileCache.Key key = new TileCache.Key(layer, address);
        Tile known = cache.find(key);
        if (known != null) {
            return known;
        }
        TileSource source = Optional.ofNullable(sources.get(layer)).orElseThrow();
        Tile made = Tile.of(TileEncoder.encode(source, address));
        cache.put(key, made);
        return made;
    }
}
