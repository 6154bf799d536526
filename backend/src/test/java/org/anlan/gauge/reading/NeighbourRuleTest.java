package org.anlan.gauge.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.anlan.gauge.Datum;
import org.anlan.gauge.Gauge.Flag;
import org.anlan.gauge.GaugeFixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighbourRuleTest {

    private static final Instant MIDNIGHT = Instant.parse("2021-07-21T00:00:00Z");

    /** Pairs of hour and stage: {@code "0 62.1 / 6 63.4"}. */
    private static List<Reading> series(String gauge, String pairs) {
        return pairs.isBlank()
                ? List.of()
                : Arrays.stream(pairs.trim().split("\\s*/\\s*"))
                        .map(pair -> pair.split(" "))
                        .map(pair -> new Reading(
                                gauge,
                                MIDNIGHT.plusSeconds((long) (Double.parseDouble(pair[0]) * 3600)),
                                "t",
                                Double.valueOf(pair[1]),
                                null,
                                Datum.FROZEN,
                                List.of(),
                                null))
                        .toList();
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "0 62.0 / 6 63.4, 0 55 / 6 55.02, '', true, a rise that the only neighbour does not share",
        "0 62.0 / 6 60.8, 0 55 / 6 55.02, '', true, a fall that the only neighbour does not share",
        "0 62.0 / 6 62.9, 0 55 / 6 55.02, '', false, less than a metre needs no confirmation",
        "0 62.0 / 13 63.4, 0 55 / 13 55.02, '', false, nor a metre in more than twelve hours",
        "0 62.0 / 6 63.4, 0 55 / 6 55.12, '', false, ten centimetres at the neighbour confirm",
        "0 62.0 / 6 63.4, 0 55 / 6 55.02, 0 70 / 6 70.5, false, one of two neighbours is enough",
        "0 62.0 / 6 63.4, 0 55 / 6 55.02, 0 70 / 6 70.05, true, two flat neighbours contradict",
        "0 62.0 / 6 63.4, -10 55 / -5 55.6 / 6 55.6, '', false, the wave passed the neighbour upstream hours ago",
        "0 62.0 / 6 63.4, 0 55 / 6 55.02 / 28 55.6, '', false, the wave reaches the neighbour downstream a day later",
        "0 62.0 / 6 63.4, 0 55 / 6 55.02 / 31 55.6, '', true, what a neighbour does later says nothing",
        "0 62.0 / 6 63.4, '', '', false, a silent neighbour says nothing",
        "0 62.0 / 6 63.4, 6 55.02, '', false, nor one with a single reading",
        "0 62.0 / 6 63.4, -12 55 / -1 55.02, '', false, nor one whose newest reading is too old",
        "0 62.0 / 6 63.4, 7 55 / 9 55.02, '', false, nor one that begins afterwards"
    })
    void a_reading_is_suspect_when_nobody_nearby_moves(
            String own, String one, String other, boolean suspect, String why) {
        List<Reading> checked = NeighbourRule.check(series("a", own), List.of(series("b", one), series("c", other)));
        assertThat(checked.get(0).flags()).isEmpty();
        assertThat(checked.get(1).flags()).as(why).isEqualTo(suspect ? List.of(Flag.NEIGHBOURS) : List.of());
    }

    @Test
    void a_flag_goes_when_a_late_reading_of_the_neighbour_confirms_and_the_others_stay() {
        List<Reading> own = List.of(
                series("a", "0 62").get(0), series("a", "6 63.4").get(0).flagged(List.of(Flag.SPIKE, Flag.NEIGHBOURS)));
        assertThat(NeighbourRule.check(own, List.of(series("b", "0 55 / 6 55.3")))
                        .get(1)
                        .flags())
                .containsExactly(Flag.SPIKE);
    }

    @Test
    void a_neighbour_that_is_itself_suspect_confirms_nothing() {
        List<Reading> broken = List.of(
                series("b", "0 55").get(0),
                series("b", "3 59").get(0).flagged(List.of(Flag.RATE)),
                series("b", "6 55.01").get(0));
        assertThat(NeighbourRule.check(series("a", "0 62 / 6 63.4"), List.of(broken))
                        .get(1)
                        .flags())
                .containsExactly(Flag.NEIGHBOURS);
    }

    @Test
    void a_change_of_datum_is_no_movement() {
        Reading before = series("a", "0 62.0").get(0);
        Reading after =
                new Reading("a", before.at().plusSeconds(3600), "t", 60.7, null, Datum.NATIONAL_1985, List.of(), null);
        assertThat(NeighbourRule.check(List.of(before, after), List.of(series("b", "0 55 / 1 55")))
                        .get(1)
                        .flags())
                .isEmpty();
    }

    @Test
    void in_the_true_flood_no_reading_is_contradicted() {
        Map<String, List<Reading>> flood = new TreeMap<>(GaugeFixtures.flood());
        flood.forEach((code, series) -> {
            List<List<Reading>> others = flood.entrySet().stream()
                    .filter(other -> !other.getKey().equals(code))
                    .map(Map.Entry::getValue)
                    .toList();
            assertThat(NeighbourRule.check(series, others)).as(code).isEqualTo(series);
        });
    }

    @Test
    void a_scale_that_jumps_and_stays_is_found_in_every_reading() {
        List<Reading> calm = series("31003700", "0 61 / 6 61.02 / 12 61.03");
        List<Reading> jumps = series("31003910", "0 50.2 / 6 52.0 / 12 52.1");
        assertThat(NeighbourRule.check(jumps, List.of(calm)).stream().map(Reading::flags))
                .containsExactly(List.of(), List.of(Flag.NEIGHBOURS), List.of(Flag.NEIGHBOURS));
    }

    @Test
    void a_value_that_was_corrected_is_no_movement_here_and_confirms_none_elsewhere() {
        List<Reading> own = List.of(
                series("a", "0 62.0").get(0),
                corrected("a", 0, 63.5),
                series("a", "6 63.4").get(0));
        List<Reading> calm = series("b", "0 55 / 6 55.02");
        assertThat(NeighbourRule.check(own, List.of(calm)).get(2).flags()).isEmpty();
        List<Reading> slip =
                List.of(series("b", "0 55").get(0), series("b", "6 56.02").get(0), corrected("b", 6, 55.02));
        assertThat(NeighbourRule.check(series("a", "0 62.0 / 6 63.4"), List.of(slip))
                        .get(1)
                        .flags())
                .containsExactly(Flag.NEIGHBOURS);
    }

    private static Reading corrected(String gauge, int hour, double stage) {
        return new Reading(gauge, MIDNIGHT.plusSeconds(3600L * hour), "c", stage, null, Datum.FROZEN, List.of(), null);
    }
}
