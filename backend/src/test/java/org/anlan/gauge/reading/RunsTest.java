package org.anlan.gauge.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.anlan.gauge.Datum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunsTest {

    private static final Instant BEGIN = Instant.parse("2000-01-01T00:00:00Z");

    private static Reading reading(int hour) {
        return new Reading("31003700", BEGIN.plusSeconds(3600L * hour), "t", 62.0, null, Datum.FROZEN, List.of(), null);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "0,                          0,                          one is a run",
        "0 48 96,                    0 48 96,                    two days apart still belong together",
        "0 49,                       0 / 49,                     more than two days do not",
        "0 1 230000 230001,          0 1 / 230000 230001,        the year 2000 and today are two",
        "0 40 80 120 160 200 240 280, 0 40 80 120 160 200 240 / 280, ten days are the longest",
        "0 40 80 120 160 200 241 241, 0 40 80 120 160 200 / 241 241, and what is of one time stays together"
    })
    void readings_far_apart_are_looked_at_apart(String hours, String runs, String why) {
        List<Reading> sorted = Arrays.stream(hours.split(" "))
                .map(hour -> reading(Integer.parseInt(hour)))
                .toList();
        assertThat(Runs.of(sorted).stream().map(RunsTest::hours).collect(Collectors.joining(" / ")))
                .as(why)
                .isEqualTo(runs);
    }

    private static String hours(List<Reading> run) {
        return run.stream()
                .map(reading -> String.valueOf((reading.at().getEpochSecond() - BEGIN.getEpochSecond()) / 3600))
                .collect(Collectors.joining(" "));
    }

    @Test
    void nothing_is_no_run() {
        assertThat(Runs.of(List.of())).isEmpty();
    }
}
