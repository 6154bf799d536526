package org.anlan.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Comparator;
import java.util.Random;
import org.anlan.picture.PictureException;
import org.anlan.testing.PaperSpace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;

class PlaceTest {

    private final PaperSpace space = new PaperSpace(Instant.parse("2021-07-22T09:50:00Z"));

    @BeforeEach
    void furnish() {
        Places.furnish(space);
    }

    @ParameterizedTest(name = "{0}, {1} belongs to {2}")
    @CsvSource({
        "114.5001, 35.6001, 410999101201",
        "114.5120, 35.6060, 410999101202",
        "114.6090, 35.7040, 410999102201",
        "114.6110, 35.7060, 410999102202",
        "114.6200, 35.8300, 410999102202",
        "114.6200, 35.8600,",
        "116.0000, 39.9000,",
    })
    void the_nearest_village_is_found_up_to_fifteen_kilometres(double lon, double lat, String code) {
        assertThat(Villages.nearest(space.picture(), new Coordinate(lon, lat)).map(village -> village.id()))
                .isEqualTo(java.util.Optional.ofNullable(code));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20210722})
    void the_nearest_village_is_the_one_a_plain_scan_finds(long seed) {
        Random random = new Random(seed);
        for (int village = 300; village < 500; village++) {
            Places.putVillage(
                    space,
                    "410999103" + village,
                    "村" + village,
                    "某镇",
                    114.4 + random.nextDouble() * 0.5,
                    35.4 + random.nextDouble() * 0.4);
        }
        for (int trial = 0; trial < 300; trial++) {
            Coordinate place = new Coordinate(114.2 + random.nextDouble(), 35.2 + random.nextDouble() * 0.9);
            var slow = space.picture().list(Villages.TYPE).stream()
                    .filter(village -> Villages.metres(village, place) <= Villages.NEAREST_WITHIN_METRES)
                    .min(Comparator.comparingDouble(village -> Villages.metres(village, place)));
            assertThat(Villages.nearest(space.picture(), place))
                    .as("seed %d", seed)
                    .isEqualTo(slow);
        }
    }

    @ParameterizedTest(name = "{0} means {1}")
    @CsvSource({
        "北沟村东头,          410999102202",
        "北沟村民委员会门口,  410999102202",
        "北沟南地,            410999102202",
        "石桥镇柳庄村,        410999102201",
        "柳河镇柳庄村路口,    410999101201",
        "石桥村桥头,          410999101202",
        "柳河滩里,            DT",
    })
    void a_spoken_place_means_the_village_or_area_it_names(String text, String id) {
        assertThat(PlaceSearch.get(space.picture(), "properties.place", text)
                        .feature()
                        .id())
                .isEqualTo(id);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "柳庄村,       2 处同名",
        "石桥镇,       没有已知的村",
        "不知道在哪里, 没有已知的村",
    })
    void an_unclear_place_is_refused_and_says_what_to_do(String text, String said) {
        assertThatThrownBy(() -> PlaceSearch.get(space.picture(), "properties.place", text))
                .isInstanceOfSatisfying(
                        PictureException.class,
                        refused -> assertThat(refused.problem().detail().zh()).contains(said));
    }

    @Test
    void places_of_one_name_are_listed_as_candidates() {
        assertThatThrownBy(() -> PlaceSearch.get(space.picture(), "properties.place", "柳庄村"))
                .isInstanceOfSatisfying(PictureException.class, refused -> assertThat(
                                refused.problem().extra().get("candidates"))
                        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                        .containsExactlyInAnyOrder("410999101201", "410999102201"));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "彭村村民委员会, 彭村",
        "东街社区居民委员会, 东街社区",
        "柳庄村委会, 柳庄",
        "柳庄村, 柳庄村",
        "村民委员会, 村民委员会",
    })
    void a_short_name_leaves_out_the_committee(String name, String shortName) {
        assertThat(Village.shorten(name)).isEqualTo(shortName);
    }
}
