package org.anlan.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceClockTest {

    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant AT = Instant.parse("2021-07-21T18:00:00Z");

    @ParameterizedTest
    @CsvSource(textBlock = """
                    0,    100, 2021-07-21T18:00:00Z
                    1,     10, 2021-07-21T18:00:10Z
                    60,    10, 2021-07-21T18:10:00Z
                    3600,   1, 2021-07-21T19:00:00Z
                    0.5,   10, 2021-07-21T18:00:05Z
                    60,    -5, 2021-07-21T18:00:00Z
                    """)
    void space_time_is_a_line_that_never_runs_back(double rate, long seconds, Instant now) {
        assertThat(new SpaceClock(AT, SINCE, rate).now(SINCE.plusSeconds(seconds)))
                .isEqualTo(now);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    2021-07-21T18:00:00Z, 0,  2021-07-21T18:10:00Z
                    2021-07-21T18:10:00Z, 60, 2021-07-21T18:11:00Z
                    2021-07-21T20:00:00Z, 0,  2021-07-21T20:00:00Z
                    2021-07-21T20:00:00Z, 60, 2021-07-21T20:01:00Z
                    """)
    void another_rate_goes_on_from_where_it_is_or_from_ahead_and_never_back(Instant to, double rate, Instant later) {
        SpaceClock clock = new SpaceClock(AT, SINCE, 60).goingOn(to, rate, SINCE.plusSeconds(10));
        assertThat(clock.now(SINCE.plusSeconds(11))).isEqualTo(later);
        assertThat(clock.isPaused()).isEqualTo(rate == 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 3601, Double.NaN, Double.POSITIVE_INFINITY})
    void nonsense_is_refused(double rate) {
        assertThatThrownBy(() -> new SpaceClock(AT, SINCE, rate)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_live_clock_is_real_time() {
        assertThat(SpaceClock.REAL.now(SINCE)).isEqualTo(SINCE);
        assertThat(SpaceClock.REAL.isReal()).isTrue();
    }
}
