package org.anlan.layer.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileAddressTest {

    @ParameterizedTest
    @CsvSource({
        // EPSG:3857 of the world's edge, of Greenwich, and of a place by the other formula, R asinh(tan lat)
        "180, 85.0511287798066, 20037508.342789, 20037508.342789",
        "0, 0, 0, 0",
        "-180, -85.0511287798066, -20037508.342789, -20037508.342789",
        "114.545, 35.672, 12751091.073, 4255582.431"
    })
    void a_place_has_its_web_mercator_metres(double lon, double lat, double x, double y) {
        assertThat(WebMercator.x(lon)).isCloseTo(x, within(0.01));
        assertThat(WebMercator.y(lat)).isCloseTo(y, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, -20037508.343, 20037508.343",
        "1, 1, 0, 0, 20037508.343",
        "10, 837, 402, 12719121.507, 4304933.43"
    })
    void a_tile_begins_in_the_north_west(int z, int x, int y, double west, double north) {
        var envelope = new TileAddress(z, x, y).envelope();
        assertThat(envelope.getMinX()).isCloseTo(west, within(0.01));
        assertThat(envelope.getMaxY()).isCloseTo(north, within(0.01));
    }

    @Test
    void neighbours_share_an_edge() {
        var here = new TileAddress(13, 6700, 3200).envelope();
        assertThat(new TileAddress(13, 6701, 3200).envelope().getMinX()).isEqualTo(here.getMaxX());
        assertThat(new TileAddress(13, 6700, 3201).envelope().getMaxY()).isEqualTo(here.getMinY());
    }

    @ParameterizedTest
    @CsvSource({"-1,0,0", "23,0,0", "0,1,0", "3,8,0", "3,0,8", "3,-1,0", "3,0,-1"})
    void an_address_off_the_world_is_refused(int z, int x, int y) {
        assertThatThrownBy(() -> new TileAddress(z, x, y)).isInstanceOf(IllegalArgumentException.class);
    }
}
