package org.anlan.layer.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.anlan.layer.catalogue.GeometryKind;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.LayerBase;
import org.anlan.layer.store.LayerRow;
import org.anlan.layer.store.Overlay;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

class TilesTest {

    private static final LayerDefinition LAYER =
            new LayerDefinition("things", "物", "Things", "x", GeometryKind.POINT, List.of(), 0, 14, "示意", "test");

    @Test
    void a_tile_is_encoded_once() {
        Tiles tiles = new Tiles();
        var point = new GeometryFactory().createPoint(new Coordinate(114.5, 35.6));
        LayerBase base = LayerBase.of(List.of(new LayerRow("a", 1, point, Map.of())));
        tiles.put(TileSource.of(LAYER, base, Overlay.on(base)));
        TileAddress address = new TileAddress(0, 0, 0);
        assertThat(tiles.ready("things", address)).isEmpty();
        Tile made = tiles.get("things", address);
        assertThat(made.isEmpty()).isFalse();
        assertThat(tiles.get("things", address)).isSameAs(made);
        assertThat(tiles.ready("things", address)).containsSame(made);
    }

    @Test
    void a_tile_unpacks_to_what_was_packed_and_its_tag_follows_the_content() {
        byte[] plain = "a tile".getBytes(StandardCharsets.UTF_8);
        Tile tile = Tile.of(plain);
        assertThat(tile.plain()).isEqualTo(plain);
        assertThat(tile.etag(true))
                .isEqualTo(Tile.of(plain).etag(true))
                .isNotEqualTo(tile.etag(false))
                .isNotEqualTo(Tile.of(new byte[] {1}).etag(true))
                .matches("\"[0-9a-f]{24}-gzip\"");
        assertThat(Tile.of(new byte[0]).isEmpty()).isTrue();
    }
}
