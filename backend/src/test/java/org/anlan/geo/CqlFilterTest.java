package org.anlan.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class CqlFilterTest {

    private static final Geometry PLACE = new GeometryFactory().createPoint(new Coordinate(114.5, 35.6));
    private static final Map<String, Object> VALUES = new HashMap<>(Map.of(
            "kind",
            "danger",
            "text",
            "堤脚管涌,出浑水",
            "metres",
            12.5,
            "count",
            3,
            "confirmed",
            true,
            "observedAt",
            Date.from(Instant.parse("2021-07-22T09:50:00Z")),
            "reporter.name",
            "李"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kind = 'danger' | true",
                "kind <> 'danger' | false",
                "kind IN ('flood', 'danger') | true",
                "text LIKE '%管涌%' | true",
                "text LIKE '管涌%' | false",
                "kind LIKE 'DANGER' | false",
                "kind ILIKE 'DANG_R' | true",
                "metres > 12 AND count <= 3 | true",
                "metres BETWEEN 1 AND 2 | false",
                "confirmed = true | true",
                "missing IS NULL | true",
                "kind IS NOT NULL | true",
                "observedAt > '2021-07-22T00:00:00Z' | true",
                "observedAt AFTER 2021-07-22T12:00:00Z | false",
                "observedAt DURING 2021-07-22T00:00:00Z/2021-07-23T00:00:00Z | true",
                "\"reporter.name\" = '李' | true",
                "BBOX(geometry, 114, 35, 115, 36) | true",
                "INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1, 0 0))) | false",
                "NOT (kind = 'flood' OR count = 9) | true",
                "INCLUDE | true",
            })
    void answers_questions_about_values_and_places(String cql, boolean expected) {
        assertThat(CqlFilter.parse(cql).test(PLACE, VALUES::get)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind = ",
                "kind danger",
                "",
                "strToLowerCase(kind) = 'danger'",
                "DWITHIN(geometry, POINT(114 35), 500, meters)",
                "BEYOND(geometry, POINT(114 35), 500, meters)",
            })
    void refuses_what_it_does_not_take(String cql) {
        assertThatThrownBy(() -> CqlFilter.parse(cql)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_a_question_too_deep_to_parse() {
        String deep = "(".repeat(900) + "kind = 'a'" + ")".repeat(900);
        assertThatThrownBy(() -> CqlFilter.parse(deep)).hasMessageContaining("parentheses");
    }

    @Test
    void a_hostile_pattern_is_matched_in_bounded_time() {
        String pattern = "%a".repeat(400) + "b";
        Map<String, Object> values = Map.of("text", "a".repeat(20_000));
        assertThat(CqlFilter.parse("text LIKE '" + pattern + "'").test(null, values::get))
                .isFalse();
    }

    @Test
    void tells_which_names_it_asks_for() {
        assertThat(CqlFilter.parse("kind = 'a' AND \"reporter.name\" = 'b' AND BBOX(geometry,1,2,3,4)")
                        .names())
                .containsExactlyInAnyOrder("kind", "reporter.name");
    }
}
