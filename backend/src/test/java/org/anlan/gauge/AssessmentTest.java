package org.anlan.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.anlan.gauge.Gauge.Flag;
import org.anlan.gauge.reading.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssessmentTest {

    private static final Instant NOW = Instant.parse("2021-07-22T12:00:00Z");

    private static Reading reading(double stage, Datum datum, int minutesAgo, Flag... flags) {
        return new Reading(
                "31003700", NOW.minusSeconds(minutesAgo * 60L), "t", stage, null, datum, List.of(flags), null);
    }

    @ParameterizedTest
    @CsvSource({
        // stage, its datum, datum of the thresholds, minutes ago, state
        "60.72, frozen,  frozen,  5,   normal",
        "64.09, frozen,  frozen,  5,   normal",
        "64.10, frozen,  frozen,  5,   above-warning",
        "66.39, frozen,  frozen,  5,   above-warning",
        "66.40, frozen,  frozen,  5,   above-guarantee",
        "68.50, frozen,  frozen,  5,   above-record",
        // 64.50 frozen is 63.83 in 1985; raw numbers would call it a warning
        "64.50, frozen,  1985,    5,   normal",
        "64.77, frozen,  1985,    5,   above-warning",
        "63.43, 1985,    frozen,  5,   above-warning",
        "67.00, unknown, frozen,  5,   datum-unknown",
        "67.00, frozen,  unknown, 5,   datum-unknown",
        "67.00, unknown, unknown, 5,   datum-unknown",
        "67.00, frozen,  frozen,  120, above-guarantee",
        "67.00, frozen,  frozen,  121, missing"
    })
    void a_state_follows_from_stage_datum_and_age(
            double stage, String datum, String thresholds, int minutesAgo, String state) {
        Gauge gauge = GaugeFixtures.gauge(Datum.of(thresholds), Datum.FROZEN);
        Assessment told = Assessment.of(gauge, List.of(reading(stage, Datum.of(datum), minutesAgo)), NOW);
        assertThat(told.state().word()).isEqualTo(state);
    }

    @Test
    void without_thresholds_or_readings_nothing_is_made_up() {
        Gauge bare = GaugeFixtures.county().get("31005650");
        assertThat(bare.lowestThreshold()).isEmpty();
        assertThat(Assessment.of(bare, List.of(reading(257, Datum.UNKNOWN, 5)), NOW)
                        .state())
                .isEqualTo(Gauge.State.NO_THRESHOLDS);
        assertThat(Assessment.of(bare, List.of(), NOW)).isEqualTo(Assessment.NONE);
    }

    @Test
    void a_suspect_reading_neither_raises_nor_lowers_the_state() {
        Gauge gauge = GaugeFixtures.gauge(Datum.FROZEN, Datum.FROZEN);
        List<Reading> readings = List.of(
                reading(65.0, Datum.FROZEN, 60),
                reading(65.1, Datum.FROZEN, 30),
                reading(69, Datum.FROZEN, 1, Flag.RATE));
        Assessment told = Assessment.of(gauge, readings, NOW);
        assertThat(told.state()).isEqualTo(Gauge.State.ABOVE_WARNING);
        assertThat(told.quality()).isEqualTo(Gauge.Quality.SUSPECT);
        assertThat(told.flags()).containsExactly(Flag.RATE);
    }

    @ParameterizedTest
    @CsvSource({
        "65.00, 60, 65.30, rising",
        "65.30, 60, 65.00, falling",
        "65.00, 60, 65.01, steady",
        "65.00, 60, 65.02, steady",
        "65.00, 60, 65.03, rising",
        "65.00, 20, 65.30, ",
        "65.00, 1500, 65.30, "
    })
    void a_trend_needs_half_an_hour_to_a_day_and_more_than_two_centimetres(
            double before, int minutesApart, double now, String trend) {
        Gauge gauge = GaugeFixtures.gauge(Datum.FROZEN, Datum.FROZEN);
        List<Reading> readings = List.of(reading(before, Datum.FROZEN, minutesApart), reading(now, Datum.FROZEN, 0));
        Gauge.Trend told = Assessment.of(gauge, readings, NOW).trend();
        assertThat(told == null ? null : told.word()).isEqualTo(trend);
    }

    @Test
    void conversions_hold_from_their_day_on_and_both_ways() {
        List<Conversion> conversions = List.of(
                new Conversion(Datum.FROZEN, Datum.NATIONAL_1985, -0.67, LocalDate.parse("2021-01-01"), "M"),
                new Conversion(Datum.FROZEN, Datum.NATIONAL_1985, -0.70, LocalDate.parse("2021-07-23"), "M"));
        assertThat(Conversion.convert(68, Datum.FROZEN, Datum.NATIONAL_1985, NOW, conversions))
                .isEqualTo(OptionalDouble.of(67.33));
        assertThat(Conversion.convert(67.33, Datum.NATIONAL_1985, Datum.FROZEN, NOW, conversions))
                .isEqualTo(OptionalDouble.of(68));
        Instant later = Instant.parse("2021-07-22T16:00:00Z"); // midnight in China
        assertThat(Conversion.convert(68, Datum.FROZEN, Datum.NATIONAL_1985, later, conversions))
                .isEqualTo(OptionalDouble.of(67.3));
        Instant before = Instant.parse("2020-07-22T16:00:00Z");
        assertThat(Conversion.convert(68, Datum.FROZEN, Datum.NATIONAL_1985, before, conversions))
                .isEmpty();
    }

    @Test
    void the_flood_of_july_2021_goes_through_its_states_at_the_recorded_hours() {
        Gauge qimen = GaugeFixtures.county().get("31003700");
        List<Reading> flood = GaugeFixtures.flood().get("31003700");
        List<String> steps = new ArrayList<>();
        Gauge.State last = null;
        for (int count = 1; count <= flood.size(); count++) {
            Instant at = flood.get(count - 1).at();
            Gauge.State state =
                    Assessment.of(qimen, flood.subList(0, count), at).state();
            if (state != last) {
                steps.add(at.atOffset(java.time.ZoneOffset.ofHours(8)).toLocalDateTime() + " " + state.word());
                last = state;
            }
        }
        assertThat(steps)
                .containsExactly(
                        "2021-07-19T08:00 normal",
                        "2021-07-21T18:00 above-warning",
                        "2021-07-22T10:00 above-guarantee",
                        "2021-07-25T15:00 above-warning");
    }

    @Test
    void nonsense_definitions_are_refused() {
        assertThatThrownBy(() -> Datum.of("1956")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Conversion(Datum.FROZEN, Datum.FROZEN, 1, LocalDate.parse("2021-01-01"), "M"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
