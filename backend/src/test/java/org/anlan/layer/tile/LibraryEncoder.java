package org.anlan.layer.tile;

import io.github.sebasbaumh.mapbox.vectortile.VectorTile;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.JtsAdapter;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.UserDataKeyValueMapConverter;
import io.github.sebasbaumh.mapbox.vectortile.build.MvtLayerParams;
import io.github.sebasbaumh.mapbox.vectortile.build.MvtLayerProps;
import io.github.sebasbaumh.mapbox.vectortile.util.MvtUtil;
import java.util.List;
import org.anlan.layer.catalogue.GeometryKind;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** One tile of one layer as Mapbox Vector Tile 2.1; the tile's layer has the layer's id as its name. */
final class LibraryEncoder {

    /** Units along the side of a tile. */
    static final int EXTENT = 4096;

    /** Units around the tile that are kept, so that lines and fills do not end at a visible seam. */
    private static final int MARGIN = 64;

    private static final MvtLayerParams PARAMS = new MvtLayerParams(EXTENT);
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private LibraryEncoder() {}

    /** The encoded tile, empty when nothing lies in it. */
    static byte[] encode(LibrarySource source, TileAddress tile) {
        Envelope bounds = tile.envelope();
        Envelope clip = new Envelope(bounds);
        clip.expandBy(bounds.getWidth() * MARGIN / EXTENT);
        MvtLayerProps properties = new MvtLayerProps();
        VectorTile.Tile.Layer.Builder layer =
                MvtUtil.newLayerBuilder(source.layer().id(), PARAMS);
        for (Geometry geometry : source.find(tile.z(), clip)) {
            for (Geometry part : parts(geometry, bounds, clip, source.layer().geometry())) {
                part.setUserData(geometry.getUserData());
                JtsAdapter.addFeatures(layer, part, properties, new UserDataKeyValueMapConverter());
            }
        }
        if (layer.getFeaturesCount() == 0) {
            return new byte[0];
        }
        MvtUtil.writeProps(layer, properties);
        return VectorTile.Tile.newBuilder().addLayers(layer).build().toByteArray();
    }

    private static List<Geometry> parts(Geometry geometry, Envelope bounds, Envelope clip, GeometryKind kind) {
        Geometry cut = clip.contains(geometry.getEnvelopeInternal())
                ? geometry
                : kind.only(geometry.intersection(FACTORY.toGeometry(clip)));
        if (cut.isEmpty()) {
            return List.of();
        }
        Geometry inTile = JtsAdapter.createTileGeom(cut, bounds, clip, FACTORY, PARAMS, kind::accepts);
        Geometry kept = kind.only(inTile);
        return kept.isEmpty() ? List.of() : List.of(kept);
    }
}
