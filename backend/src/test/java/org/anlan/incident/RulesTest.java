package org.anlan.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.anlan.fieldreport.Danger;
import org.anlan.fieldreport.Kind;
import org.anlan.incident.Likeness.Sight;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;

class RulesTest {

    @ParameterizedTest(name = "after [{0}] at {1} comes {2}")
    @CsvSource({
        "'',                              2026-07-22T09:50:00Z, 2026-0001",
        "2026-0001,                       2026-07-22T09:50:00Z, 2026-0002",
        "2026-0001 2026-0007 2026-0003,   2026-07-22T09:50:00Z, 2026-0008",
        "2025-0412,                       2026-07-22T09:50:00Z, 2026-0001",
        "2026-0009,                       2026-12-31T15:59:59Z, 2026-0010",
        "2026-0009,                       2026-12-31T16:00:00Z, 2027-0001",
        "2026-9999,                       2026-07-22T09:50:00Z, 2026-10000",
        "2026-10000 2026-9999,            2026-07-22T09:50:00Z, 2026-10001",
    })
    void incidents_are_numbered_per_year_of_the_county_s_clock(String taken, Instant now, String number) {
        List<String> all = taken.isEmpty() ? List.of() : List.of(taken.split(" "));
        assertThat(IncidentNumber.next(all, now)).isEqualTo(number);
    }

    /** 0.009° of latitude are 999 m at 35.6°. An empty score means: not suggested. */
    @ParameterizedTest(name = "{0}° north, {1} min later, {2} {3}: {4} m, score {5}")
    @CsvSource({
        "0,       0,   DANGER, PIPING, 0,    100",
        "0,       0,   DANGER, LEAK,   0,    90",
        "0,       0,   FLOOD,  ,       0,    80",
        "0.009,   0,   DANGER, PIPING, 999,  75",
        "-0.009,  0,   DANGER, PIPING, 999,  75",
        "0,       180, DANGER, PIPING, 0,    85",
        "0,       -180,DANGER, PIPING, 0,    85",
        "0.009,   180, DANGER, PIPING, 999,  60",
        "0.01802, 360, OTHER,  ,       2000, 0",
        "0.01804, 0,   DANGER, PIPING, ,",
        "0,       361, DANGER, PIPING, ,",
        "0,       -361,DANGER, PIPING, ,",
    })
    void two_sightings_are_alike_by_place_time_and_kind(
            double north, long minutes, Kind kind, Danger danger, Long metres, Integer score) {
        Instant time = Instant.parse("2021-07-22T09:50:00Z");
        Sight one = new Sight(Kind.DANGER, Danger.PIPING, new Coordinate(114.5, 35.6), time);
        Sight other = new Sight(kind, danger, new Coordinate(114.5, 35.6 + north), time.plusSeconds(minutes * 60));
        var likeness = Likeness.between(one, other);
        assertThat(likeness.isPresent()).isEqualTo(score != null);
        likeness.ifPresent(like -> {
            assertThat(like.score()).isEqualTo(score);
            assertThat(like.distanceMetres()).isBetween(metres - 2, metres + 2);
            assertThat(like.minutesApart()).isEqualTo(Math.abs(minutes));
            assertThat(like.sameKind()).isEqualTo(kind == Kind.DANGER);
        });
        assertThat(Likeness.between(other, one)).as("the other way round").isEqualTo(likeness);
    }

    @ParameterizedTest(name = "{0} {1} {2} → {3}")
    @CsvSource({
        "彭村,           DANGER,   PIPING, 彭村管涌",
        "柳河左堤 12+300, DANGER,   BREACH, 柳河左堤 12+300决口",
        "'',             FLOOD,    ,       汛情",
        "石桥村,         DISASTER, ,       石桥村灾情",
    })
    void a_title_says_where_and_what(String label, Kind kind, Danger danger, String title) {
        assertThat(CreateIncident.title(label, kind, danger)).isEqualTo(title);
    }
}
