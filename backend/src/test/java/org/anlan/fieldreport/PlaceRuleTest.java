package org.anlan.fieldreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.anlan.picture.PictureException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;

/** The county lies between 114.3° and 114.8° east, 35.4° and 35.8° north; 0.09° of latitude are 9,986 m. */
class PlaceRuleTest {

    @ParameterizedTest(name = "{0}, {1} ± {2} confirmed {3} → {4} m")
    @CsvSource({
        "114.5, 35.600, 12,    false, 0",
        "114.3, 35.800, ,      false, 0",
        "114.5, 35.801, 12,    false, 111",
        "114.5, 35.890, ,      false, 9986",
        "114.5, 35.900, 15000, false, 11096",
        "114.5, 35.900, 12,    true,  11096",
        "116.4, 39.900, ,      true,  476000",
    })
    void a_place_is_taken_with_its_distance_to_the_county(
            double lon, double lat, Double accuracy, boolean confirmed, double metres) {
        long outside = Reports.PLACES.outsideMetres(new Coordinate(lon, lat), accuracy, confirmed);
        assertThat((double) outside).isCloseTo(metres, within(2 + metres / 100));
    }

    @ParameterizedTest(name = "{0}, {1} ± {2} confirmed {3} is refused: {4}")
    @CsvSource({
        "114.5, 35.900, 12,    false, outside",
        "114.5, 35.900, 11000, false, outside",
        "116.4, 39.900, ,      false, outside",
        "0,     0,      ,      false, outside",
        "35.6,  114.5,  12,    false, swapped",
        "35.6,  114.5,  12,    true,  swapped",
        "200,   35.6,   ,      true,  position",
        "114.5, 95,     ,      true,  position",
        "NaN,   35.6,   ,      true,  position",
    })
    void a_place_is_refused_and_says_why(double lon, double lat, Double accuracy, boolean confirmed, String code) {
        assertThatThrownBy(() -> Reports.PLACES.outsideMetres(new Coordinate(lon, lat), accuracy, confirmed))
                .isInstanceOfSatisfying(PictureException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(422);
                    assertThat(refused.problem().code()).isEqualTo(code);
                    assertThat(refused.problem().errors().get(0).field()).isEqualTo("geometry.coordinates");
                    assertThat(refused.problem().errors().get(0).value()).contains(",");
                });
    }
}
