package org.anlan.access.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.anlan.picture.PictureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleTest {

    /** A clock that a test moves. */
    static final class Hands extends Clock {
        Instant now = Instant.parse("2026-07-21T08:00:00Z");

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Hands hands = new Hands();
    private final Throttle throttle = new Throttle(hands);

    private long refusedFor(String account, String address) {
        PictureException refusal =
                catchThrowableOfType(PictureException.class, () -> throttle.attempt(account, address));
        if (refusal == null) {
            return 0;
        }
        assertThat(refusal.problem().status()).isEqualTo(429);
        return (long) refusal.problem().extra().get("retryAfterSeconds");
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "4, 0", "5, 1", "6, 2", "7, 4", "10, 32", "11, 60", "1000000, 60"})
    void the_wait_doubles_after_the_free_attempts_up_to_the_longest(int failures, long seconds) {
        assertThat(Throttle.delay(failures, Throttle.ACCOUNT)).hasSeconds(seconds);
    }

    @Test
    void the_sixth_guess_waits_and_waiting_helps() {
        for (int guess = 0; guess < 5; guess++) {
            assertThat(refusedFor("admin", "10.0.0." + guess)).isZero();
        }
        assertThat(refusedFor("ADMIN", "10.0.0.9")).isEqualTo(1);
        hands.forward(Duration.ofSeconds(1));
        assertThat(refusedFor("admin", "10.0.0.9")).isZero();
        assertThat(refusedFor("admin", "10.0.0.9")).isEqualTo(2);
        assertThat(refusedFor("other", "10.0.0.9")).isZero();
    }

    @Test
    void a_success_makes_the_account_start_afresh() {
        for (int guess = 0; guess < 4; guess++) {
            throttle.attempt("admin", "10.0.0.1");
        }
        throttle.attempt("admin", "10.0.0.1").succeeded();
        for (int guess = 0; guess < 5; guess++) {
            assertThat(refusedFor("admin", "10.0.0.1")).isZero();
        }
    }

    @Test
    void one_address_that_tries_many_accounts_waits_too_however_many_addresses_a_household_has() {
        for (int guess = 0; guess < 30; guess++) {
            assertThat(refusedFor("account" + guess, "2001:db8:0:1:0:0:0:" + guess))
                    .isZero();
        }
        assertThat(refusedFor("another", "2001:db8:0:1:a:b:c:d")).isPositive();
        assertThat(refusedFor("another", "2001:db8:0:2:a:b:c:d")).isZero();
    }

    @Test
    void guesses_at_the_same_time_gain_nothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            Callable<Boolean> guess = () -> refusedFor("admin", "10.1.1.1") == 0;
            List<Future<Boolean>> guesses = threads.invokeAll(
                    IntStream.range(0, 100).mapToObj(number -> guess).toList());
            int through = 0;
            for (Future<Boolean> each : guesses) {
                through += each.get() ? 1 : 0;
            }
            assertThat(through).isEqualTo(5);
        } finally {
            threads.shutdownNow();
        }
    }
}
