package org.anlan.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class CountyTest {

    private static final Envelope BOX = new Envelope(114, 115, 35, 36);

    private static County county(String code) {
        return new County(
                code,
                "试县",
                "Test County",
                new Coordinate(114.5, 35.5),
                BOX,
                new GeometryFactory().toGeometry(BOX),
                null);
    }

    @ParameterizedTest
    @CsvSource({
        "114.5, 35.5, 0", // inside
        "114, 35.2, 0", // on the boundary
        "114.5, 36.01, 1110", // a hundredth of a degree north
        "115.01, 35.5, 907", // a hundredth of a degree east, times the cosine of the latitude
        "114.5, 34, 110950", // a degree south
    })
    void a_place_is_so_far_outside(double lon, double lat, double metres) {
        var place = new GeometryFactory().createPoint(new Coordinate(lon, lat));
        assertThat(county("999999").metresOutside(place)).isCloseTo(metres, within(1 + metres / 500));
    }

    @Test
    void a_county_refuses_a_code_that_is_none() {
        assertThatThrownBy(() -> county("12345")).hasMessageContaining("six digits");
    }
}
