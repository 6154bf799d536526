package org.anlan.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Random;
import org.anlan.geo.Distance;
import org.anlan.picture.PictureException;
import org.anlan.testing.PaperSpace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;

class DykeTest {

    private final PaperSpace space = new PaperSpace(Instant.parse("2021-07-22T09:50:00Z"));

    @BeforeEach
    void furnish() {
        Places.furnish(space);
    }

    /** The line is straight in longitude, so equal shares of it are equal shares of chainage. */
    @ParameterizedTest(name = "{0} lies at {1}, {2}")
    @CsvSource({
        "10+000, 114.400, 35.600",
        "15+000, 114.455, 35.600",
        "20+000, 114.510, 35.600",
        "30+000, 114.620, 35.600",
    })
    void a_chainage_is_found_on_the_line(String chainage, double lon, double lat) {
        Coordinate place = Dyke.get(space.picture(), "id", "LH-L").locate("at", Chainage.parse("at", chainage));
        assertThat(Distance.metres(place, new Coordinate(lon, lat))).isLessThan(1);
    }

    @ParameterizedTest(name = "{0}, {1} is at {2}, {3} m off")
    @CsvSource({
        "114.455, 35.600, 15+000, 0",
        "114.510, 35.610, 20+000, 1110",
        "114.390, 35.600, 10+000, 906",
        "114.700, 35.600, 30+000, 7250",
    })
    void the_nearest_dyke_is_named_with_the_chainage_beside_a_place(
            double lon, double lat, String chainage, double offset) {
        Dyke.Footing footing =
                Dyke.nearest(space.picture(), new Coordinate(lon, lat)).orElseThrow();
        assertThat(footing.dyke().id()).isEqualTo("LH-L");
        assertThat(footing.chainage().metres())
                .isCloseTo(Chainage.parse("at", chainage).metres(), within(1.0));
        assertThat(footing.offsetMetres()).isCloseTo(offset, within(5.0));
    }

    @Test
    void of_two_dykes_the_nearer_one_counts_and_a_detention_area_never() {
        Places.putDyke(space, "LH-R", "柳河右堤", 500, 0, PaperSpace.line(114.40, 35.598, 114.62, 35.598));
        Dyke.Footing footing =
                Dyke.nearest(space.picture(), new Coordinate(114.62, 35.597)).orElseThrow();
        assertThat(footing.dyke().id()).isEqualTo("LH-R");
        assertThat(footing.chainage()).as("counted against the line").hasToString("0+000");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20210722})
    void a_place_on_a_crooked_dyke_comes_back_to_itself(long seed) {
        Random random = new Random(seed);
        double[] line = new double[40];
        for (int index = 0; index < line.length; index += 2) {
            line[index] = 114.3 + index * 0.01 + random.nextDouble() * 0.004;
            line[index + 1] = 35.5 + random.nextDouble() * 0.02;
        }
        Places.putDyke(space, "X", "弯堤", 3_000, 45_000, PaperSpace.line(line));
        Dyke dyke = Dyke.get(space.picture(), "id", "X");
        for (int trial = 0; trial < 200; trial++) {
            Chainage chainage = new Chainage(3_000 + random.nextDouble() * 42_000);
            Dyke.Footing footing = dyke.footing(dyke.locate("at", chainage));
            assertThat(footing.offsetMetres()).as("seed %d", seed).isLessThan(0.05);
            assertThat(footing.chainage().metres()).as("seed %d", seed).isCloseTo(chainage.metres(), within(0.5));
        }
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "LH-L, 9+999,  10+000 – 30+000",
        "LH-L, 30+001, 10+000 – 30+000",
    })
    void beyond_the_section_is_refused_with_its_range(String dyke, String chainage, String said) {
        assertThatThrownBy(() -> Dyke.get(space.picture(), "id", dyke).locate("at", Chainage.parse("at", chainage)))
                .isInstanceOfSatisfying(PictureException.class, refused -> {
                    assertThat(refused.problem().errors().get(0).value()).isEqualTo(chainage);
                    assertThat(refused.problem().detail().zh()).contains(said);
                    assertThat(refused.problem().detail().en()).contains(said);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"DT", "nowhere"})
    void a_detention_area_and_an_unknown_area_have_no_chainage(String area) {
        assertThatThrownBy(() -> Dyke.get(space.picture(), "properties.chainage.area", area))
                .isInstanceOfSatisfying(PictureException.class, refused -> assertThat(
                                refused.problem().errors().get(0).field())
                        .isEqualTo("properties.chainage.area"));
    }
}
