package org.anlan.layer.tile;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The most recently used tiles up to a number of bytes; for any number of threads. */
final class TileCache {

    record Key(String layer, TileAddress tile) {}

    private final long maxBytes;
    private final Map<Key, Tile> tiles = new LinkedHashMap<>(256, 0.75f, true);
    private long bytes;

    TileCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Null when it is not here. */
    synchronized Tile find(Key key) {
        return tiles.get(key);
    }

    synchronized void put(Key key, Tile tile) {
        Tile before = tiles.put(key, tile);
        bytes += tile.bytes() - (before == null ? 0 : before.bytes());
        Iterator<Tile> oldest = tiles.values().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    synchronized long bytes() {
        return bytes;
    }
}
