package org.anlan.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;

class ChinaOffsetTest {

    /** The county's centre as web maps have it, and the point published with most re-implementations. */
    @ParameterizedTest
    @CsvSource({
        "114.5446, 35.6715, 114.5502, 35.6712, 0.0005",
        "116.404, 39.915, 116.41024449916938, 39.91640428150164, 0.0000001",
    })
    void known_points(double lon, double lat, double gcjLon, double gcjLat, double error) {
        Coordinate shifted = ChinaOffset.toGcj02(new Coordinate(lon, lat));
        assertThat(shifted.x).isEqualTo(gcjLon, within(error));
        assertThat(shifted.y).isEqualTo(gcjLat, within(error));
    }

    @Test
    void baidu_shifts_the_shifted_once_more() {
        Coordinate baidu = ChinaOffset.toBd09(new Coordinate(116.404, 39.915));
        assertThat(baidu.x).isEqualTo(116.41662724378733, within(1e-7));
        assertThat(baidu.y).isEqualTo(39.922699552216216, within(1e-7));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void the_inverse_is_right_within_a_metre_all_over_china(long seed) {
        Random random = new Random(seed);
        for (int place = 0; place < 2_000; place++) {
            Coordinate start = new Coordinate(75 + 58 * random.nextDouble(), 5 + 48 * random.nextDouble());
            assertThat(Distance.metres(start, ChinaOffset.fromGcj02(ChinaOffset.toGcj02(start))))
                    .isLessThan(0.01);
            assertThat(Distance.metres(start, ChinaOffset.fromBd09(ChinaOffset.toBd09(start))))
                    .isLessThan(0.01);
        }
    }

    @Test
    void outside_china_nothing_moves() {
        Coordinate paris = new Coordinate(2.35, 48.86);
        assertThat(ChinaOffset.toGcj02(paris)).isEqualTo(paris);
    }
}
