package org.anlan.layer.tile;

import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** A box in world units of {@link FlatLayer}, all sides included; y from the north. */
record WorldBox(long west, long north, long east, long south) {

    /** What a tile shows: its square with the margin. Features that do not touch it have no part in the tile. */
    static WorldBox of(TileAddress tile) {
        int shift = FlatLayer.WORLD_BITS - TileEncoder.EXTENT_BITS - tile.z();
        long west = (long) tile.x() << TileEncoder.EXTENT_BITS;
        long north = (long) tile.y() << TileEncoder.EXTENT_BITS;
        int over = TileEncoder.EXTENT + TileEncoder.MARGIN;
        return new WorldBox(
                world(west - TileEncoder.MARGIN, shift),
                world(north - TileEncoder.MARGIN, shift),
                world(west + over, shift),
                world(north + over, shift));
    }

    /** From tile units, counted from the world's corner. */
    private static long world(long units, int shift) {
        return shift >= 0 ? units << shift : units >> -shift;
    }

    /** @param geometry EPSG:4490 lon/lat, not empty */
    static WorldBox of(Geometry geometry) {
        Envelope box = geometry.getEnvelopeInternal();
        return new WorldBox(
                FlatLayer.worldX(box.getMinX()),
                FlatLayer.worldY(box.getMaxY()),
                FlatLayer.worldX(box.getMaxX()),
                FlatLayer.worldY(box.getMinY()));
    }

    boolean touches(WorldBox other) {
        return west <= other.east && east >= other.west && north <= other.south && south >= other.north;
    }
}
