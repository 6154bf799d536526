package org.anlan.layer.tile;

import org.anlan.layer.catalogue.LayerDefinition;
import org.locationtech.jts.geom.Envelope;

/** Which tile: zoom 0–22, x from the west, y from the north, both below 2^zoom. */
public record TileAddress(int z, int x, int y) {

    public TileAddress {
        if (z < 0 || z > LayerDefinition.MAX_ZOOM) {
            throw new IllegalArgumentException("zoom " + z + " is not within 0 to " + LayerDefinition.MAX_ZOOM);
        }
        int tiles = 1 << z;
        if (x < 0 || x >= tiles || y < 0 || y >= tiles) {
            throw new IllegalArgumentException(x + ", " + y + " is not below " + tiles);
        }
    }

    /** @throws IllegalArgumentException when it is none */
    public static TileAddress parse(String z, String x, String y) {
        return new TileAddress(Integer.parseInt(z), Integer.parseInt(x), Integer.parseInt(y));
    }

    /** The side of a tile in Web Mercator metres. */
    static double side(int zoom) {
        return 2 * WebMercator.HALF / (1 << zoom);
    }

    /** In Web Mercator metres. */
    Envelope envelope() {
        double side = side(z);
        double west = -WebMercator.HALF + x * side;
        double north = WebMercator.HALF - y * side;
        return new Envelope(west, west + side, north - side, north);
    }
}
