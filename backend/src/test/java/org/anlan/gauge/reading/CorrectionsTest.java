package org.anlan.gauge.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.anlan.gauge.Datum;
import org.anlan.gauge.Gauge.Flag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectionsTest {

    private static final Instant NOON = Instant.parse("2021-07-22T04:00:00Z");

    /** Name, minute, "stage" or "flow" or "both", and "?" when it is suspect: {@code "a 0 stage / b 0 stage?"}. */
    private static List<Reading> series(String rows) {
        return Arrays.stream(rows.split("\\s*/\\s*"))
                .map(row -> row.split(" "))
                .map(row -> new Reading(
                        "31003700",
                        NOON.plusSeconds(60L * Integer.parseInt(row[1])),
                        row[0],
                        row[2].startsWith("flow") ? null : 64.0,
                        row[2].startsWith("stage") ? null : 400.0,
                        Datum.FROZEN,
                        row[2].endsWith("?") ? List.of(Flag.RATE) : List.of(),
                        null))
                .toList();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "a 0 stage / a 1 stage,                a a,   of different times all stand",
        "a 0 stage / b 0 stage,                b,     of one time the one recorded last stands",
        "a 0 stage / b 0 stage / c 0 stage,    c,     and a correction of the correction",
        "a 0 stage / b 0 stage?,               a b,   a suspect one takes the place of none",
        "a 0 stage? / b 0 stage,               b,     a suspect one gives way",
        "a 0 stage / b 0 stage / c 0 stage?,   b c,   the good one in the middle counts",
        "a 0 stage / b 0 flow,                 a b,   a flow says nothing of a stage",
        "a 0 flow / b 0 stage,                 a b,   nor a stage of a flow",
        "a 0 flow / b 0 flow,                  b,     a flow corrects a flow",
        "a 0 both / b 0 stage,                 b,     a stage corrects the stage of one that has both",
        "a 0 flow / b 0 both,                  b,     one that has both corrects a flow"
    })
    void of_one_time_the_last_counts(String rows, String standing, String why) {
        assertThat(Corrections.standing(series(rows)).stream().map(Reading::source))
                .as(why)
                .containsExactly(standing.split(" "));
    }
}
