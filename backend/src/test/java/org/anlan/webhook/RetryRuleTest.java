package org.anlan.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRuleTest {

    private static final Instant NOW = Instant.parse("2026-07-21T08:00:00Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // tries, chance, asked, delay
                "1,    0,    -,      PT1S",
                "1,    0.5,  -,      PT1.125S",
                "2,    0,    -,      PT2S",
                "3,    0,    -,      PT4S",
                "3,    0.8,  -,      PT4.8S",
                "10,   0,    -,      PT8M32S",
                "12,   0,    -,      PT34M8S",
                "13,   0,    -,      PT1H",
                "13,   0.8,  -,      PT1H12M",
                "5000, 0,    -,      PT1H",
                "1,    0,    PT30S,  PT30S",
                "1,    0.5,  PT1S,   PT1.125S",
                "13,   0,    PT30S,  PT1H",
                "1,    0,    PT72H,  PT24H",
            })
    void the_wait_doubles_up_to_an_hour_and_is_never_shorter_than_asked(
            int tries, double chance, Duration asked, Duration delay) {
        assertThat(RetryRule.delay(tries, chance, asked)).isEqualTo(delay);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "410, PT0S,     GONE",
                "410, PT100H,   GONE",
                "500, PT0S,     -",
                "500, PT71H59M, -",
                "500, PT72H,    FAILING",
                "404, PT72H,    FAILING",
                "301, PT72H,    FAILING",
            })
    void who_is_gone_or_fails_for_three_days_is_paused(int status, Duration failing, Subscription.Why why) {
        assertThat(RetryRule.pause(Outcome.answered(status, null), NOW.minus(failing), NOW))
                .isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({
        "200, true",
        "204, true",
        "299, true",
        "199, false",
        "302, false",
        "404, false",
        "410, false",
        "500, false"
    })
    void only_2xx_is_a_success(int status, boolean taken) {
        assertThat(Outcome.answered(status, null).isTaken()).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "120                           | PT2M",
                " 5                            | PT5S",
                "Tue, 21 Jul 2026 08:01:00 GMT | PT1M",
                "Tue, 21 Jul 2026 07:00:00 GMT | PT0S",
                "soon                          | -",
                "-1                            | -",
                "99999999999                   | -",
                "-                             | -",
            })
    void retry_after_is_seconds_or_a_date_and_else_ignored(String header, Duration wait) {
        assertThat(RetryRule.retryAfter(header, NOW)).isEqualTo(wait);
    }
}
