package org.anlan.layer.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TileCacheTest {

    private static TileCache.Key key(int x) {
        return new TileCache.Key("rivers", new TileAddress(10, x, 0));
    }

    private static Tile tile(int seed) {
        byte[] noise = new byte[1_000];
        new Random(seed).nextBytes(noise);
        return Tile.of(noise);
    }

    @Test
    void the_tile_not_used_for_longest_goes_first() {
        TileCache cache = new TileCache(3 * tile(0).bytes());
        cache.put(key(1), tile(1));
        cache.put(key(2), tile(2));
        cache.put(key(3), tile(3));
        cache.find(key(1));
        cache.put(key(4), tile(4));
        assertThat(cache.find(key(2))).isNull();
        assertThat(cache.find(key(1))).isNotNull();
        assertThat(cache.find(key(4))).isNotNull();
    }

    @Test
    void bytes_are_bounded_also_when_a_tile_is_put_twice() {
        long most = 5L * tile(0).bytes();
        TileCache cache = new TileCache(most);
        for (int round = 0; round < 200; round++) {
            cache.put(key(round % 9), tile(round));
            assertThat(cache.bytes()).isLessThanOrEqualTo(most);
        }
    }

    @Test
    void a_tile_unpacks_to_what_was_packed_and_its_tag_follows_the_content() {
        byte[] plain = "a tile".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(Tile.of(plain).plain()).isEqualTo(plain);
        assertThat(Tile.of(plain).etag(true))
                .isEqualTo(Tile.of(plain).etag(true))
                .isNotEqualTo(Tile.of(plain).etag(false))
                .isNotEqualTo(tile(1).etag(true))
                .matches("\"[0-9a-f]{24}-gzip\"");
        assertThat(Tile.of(new byte[0]).isEmpty()).isTrue();
    }
}
