package org.anlan.gauge.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.anlan.gauge.Datum;
import org.anlan.gauge.Gauge;
import org.anlan.gauge.Gauge.Flag;
import org.anlan.gauge.GaugeFixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityRuleTest {

    private static final Instant MORNING = Instant.parse("2021-07-21T00:00:00Z");
    private static final Gauge GAUGE = GaugeFixtures.gauge(Datum.FROZEN, Datum.FROZEN);

    private static Reading reading(int minutes, double stage) {
        return new Reading(
                "31003700", MORNING.plusSeconds(minutes * 60L), "t", stage, null, Datum.FROZEN, List.of(), null);
    }

    private static List<Flag> flagsOf(int index, Reading... series) {
        return QualityRule.check(GAUGE, List.of(series)).get(index).flags();
    }

    @Test
    void the_true_flood_is_not_called_an_error() {
        Map<String, Gauge> county = GaugeFixtures.county();
        GaugeFixtures.flood().forEach((code, series) -> assertThat(QualityRule.check(county.get(code), series))
                .as(code)
                .allSatisfy(reading ->
                        assertThat(reading.flags()).as(reading.toString()).isEmpty()));
    }

    /** Slips that tables of the flood have carried, put into the real series: one reading is another than it was. */
    @ParameterizedTest
    @CsvSource({
        // station, which reading, what it says instead, flags
        "31003700, 6, 66.52, SPIKE",
        "31003700, 7, 67.90, RATE SPIKE",
        "31003700, 20, 6.79, RANGE RATE SPIKE",
        "31006410, 10, 64.75, SPIKE"
    })
    void a_slip_in_the_flood_is_found(String code, int index, double wrong, String flags) {
        List<Reading> series = new ArrayList<>(GaugeFixtures.flood().get(code));
        Reading was = series.get(index);
        series.set(index, new Reading(code, was.at(), "t", wrong, null, was.datum(), List.of(), null));
        List<Flag> found = QualityRule.check(GaugeFixtures.county().get(code), series)
                .get(index)
                .flags();
        assertThat(found).as(was + " said " + wrong).isNotEmpty();
        assertThat(found.stream().map(Enum::name)).isSubsetOf(flags.split(" "));
    }

    @Test
    void the_69_90_that_tables_give_for_six_o_clock_between_69_10_and_69_30_is_found() {
        List<Reading> series = List.of(reading(240, 69.10), reading(360, 69.90), reading(480, 69.30));
        Gauge huangtugang = GaugeFixtures.county().get("31006302");
        assertThat(QualityRule.check(huangtugang, series).stream().map(Reading::flags))
                .containsExactly(List.of(), List.of(Flag.SPIKE), List.of());
    }

    @Test
    void a_jump_is_too_fast_and_what_follows_is_measured_from_the_last_good_one() {
        Reading[] series = {reading(0, 65), reading(30, 68), reading(60, 65.1)};
        assertThat(flagsOf(1, series)).contains(Flag.RATE);
        assertThat(flagsOf(2, series)).isEmpty();
    }

    @Test
    void a_scale_that_says_the_same_for_hours_is_stuck() {
        Reading[] series = new Reading[9];
        for (int index = 0; index < series.length; index++) {
            series[index] = reading(index * 60, 65.32);
        }
        assertThat(flagsOf(6, series)).isEmpty();
        assertThat(flagsOf(7, series)).containsExactly(Flag.STUCK);
        series[5] = reading(300, 65.34);
        assertThat(flagsOf(8, series)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"75, RANGE", "45, RANGE"})
    void far_outside_the_thresholds_is_out_of_range(double stage, Flag flag) {
        assertThat(flagsOf(0, reading(0, stage))).containsExactly(flag);
    }

    private static Reading corrected(int minutes, double stage) {
        return new Reading(
                "31003700", MORNING.plusSeconds(minutes * 60L), "c", stage, null, Datum.FROZEN, List.of(), null);
    }

    @Test
    void a_correction_is_measured_by_its_neighbours_in_time_and_not_by_what_it_corrects() {
        Reading[] series = {reading(0, 63.8), reading(60, 64.9), corrected(60, 63.9), reading(120, 64.3)};
        assertThat(flagsOf(1, series)).containsExactly(Flag.SPIKE);
        assertThat(flagsOf(2, series)).isEmpty();
        assertThat(flagsOf(3, series)).isEmpty();
    }

    @Test
    void a_slip_in_a_correction_is_found_although_what_it_corrects_is_good() {
        Reading[] series = {reading(0, 63.8), reading(60, 63.9), corrected(60, 68.9)};
        assertThat(flagsOf(2, series)).containsExactly(Flag.RATE);
    }

    @Test
    void what_was_corrected_is_no_base_for_the_rate_of_what_follows() {
        Reading[] series = {reading(0, 63.8), reading(60, 65.2), corrected(60, 63.9), reading(90, 64.0)};
        assertThat(flagsOf(3, series)).isEmpty();
    }

    @Test
    void a_scale_that_says_the_same_for_a_fortnight_is_stuck_from_its_sixth_hour_on() {
        Reading[] series = new Reading[20_000];
        for (int index = 0; index < series.length; index++) {
            series[index] = reading(index, 65.32);
        }
        List<Reading> checked = QualityRule.check(GAUGE, List.of(series));
        assertThat(checked.get(359).flags()).isEmpty();
        assertThat(checked.subList(360, series.length))
                .allSatisfy(reading -> assertThat(reading.flags()).containsExactly(Flag.STUCK));
    }
}
