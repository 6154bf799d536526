package org.anlan.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

class CrsTest {

    /** Northings from the meridian arc of the CGCS2000 ellipsoid; Mercator from its own formula. */
    @ParameterizedTest
    @CsvSource({
        "4490, 4326, 114.5446, 35.6715, 114.5446, 35.6715, 1e-12",
        "4490, 4547, 114.0, 0.0, 500000, 0, 0.001",
        "4490, 4547, 114.0, 45.0, 500000, 4984944.378, 0.01",
        "4490, 4526, 114.0, 45.0, 38500000, 4984944.378, 0.01",
        "4326, 3857, 180.0, 0.0, 20037508.3428, 0, 0.001",
        "4326, 3857, 0.0, 45.0, 0, 5621521.4862, 0.001",
    })
    void known_points(int from, int to, double x, double y, double toX, double toY, double error) {
        Coordinate moved = Crs.transform(new Coordinate(x, y), from, to);
        assertThat(moved.x).isEqualTo(toX, within(error));
        assertThat(moved.y).isEqualTo(toY, within(error));
    }

    @ParameterizedTest
    @ValueSource(ints = {4326, 4547, 4526, 3857})
    void there_and_back_is_where_it_was(int code) {
        Random random = new Random(code);
        for (int place = 0; place < 200; place++) {
            Coordinate start = new Coordinate(113 + 2 * random.nextDouble(), 35 + random.nextDouble());
            Coordinate back = Crs.transform(Crs.transform(start, Crs.CGCS2000, code), code, Crs.CGCS2000);
            assertThat(Distance.metres(start, back)).as("seed %d", code).isLessThan(0.001);
        }
    }

    @Test
    void an_easting_of_one_metre_is_one_metre_on_the_ground_at_the_meridian() {
        var line = new GeometryFactory()
                .createLineString(
                        new Coordinate[] {new Coordinate(500_000, 3_950_000), new Coordinate(501_000, 3_950_000)});
        var lonLat = (org.locationtech.jts.geom.LineString) Crs.transform(line, 4547, 4490);
        assertThat(Distance.length(lonLat)).isEqualTo(1000, within(0.01));
    }

    @Test
    void an_unknown_system_is_named() {
        assertThatThrownBy(() -> Crs.transform(new Coordinate(1, 1), 4490, 999_999))
                .isInstanceOf(GeoException.class)
                .hasMessageContaining("EPSG:999999");
    }
}
