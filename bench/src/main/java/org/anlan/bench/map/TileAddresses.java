package org.anlan.bench.map;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.anlan.layer.store.LayerRow;
import org.anlan.layer.tile.TileAddress;
import org.locationtech.jts.geom.Coordinate;

/** Tiles in which something lies. */
final class TileAddresses {

    private TileAddresses() {}

    /** Of one zoom, in random order, at most so many. */
    static List<TileAddress> some(List<LayerRow> rows, int zoom, int most, Random random) {
        Set<TileAddress> all = new LinkedHashSet<>();
        rows.forEach(row -> all.add(of(row.geometry().getCoordinate(), zoom)));
        List<TileAddress> some = new ArrayList<>(all);
        Collections.shuffle(some, random);
        return List.copyOf(some.subList(0, Math.min(most, some.size())));
    }

    /** The one in which a place lies. */
    static TileAddress of(Coordinate place, int zoom) {
        int tiles = 1 << zoom;
        double north = Math.log(Math.tan(Math.PI / 4 + Math.toRadians(place.y) / 2)) / Math.PI;
        return new TileAddress(zoom, (int) ((place.x + 180) / 360 * tiles), (int) ((1 - north) / 2 * tiles));
    }
}
