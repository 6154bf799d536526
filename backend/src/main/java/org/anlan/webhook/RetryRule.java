package org.anlan.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** When a message that was not taken is sent again, and when that ends. */
final class RetryRule {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int DOUBLINGS = 12;

    /** A receiver cannot put itself off for longer. */
    private static final Duration LONGEST_ASKED = Duration.ofDays(1);

    /** Failing for so long, a subscription pauses. */
    static final Duration PATIENCE = Duration.ofDays(3);

    private RetryRule() {}

    /**
     * 1 s after the first try, twice as long after each further one, at most an hour; and up to a quarter more, so that
     * receivers which failed together are not asked together.
     *
     * @param tries that failed, from 1
     * @param chance from 0 to less than 1
     * @param asked what the receiver asked for, or null
     */
    static Duration delay(int tries, double chance, Duration asked) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(tries - 1, DOUBLINGS));
        Duration plain = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        Duration own = plain.plusMillis((long) (plain.toMillis() * chance / 4));
        if (asked == null || asked.compareTo(own) < 0) {
            return own;
        }
        return asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
    }

    /** Why a subscription pauses after a failed try; null when it goes on. */
    static Subscription.Why pause(Outcome outcome, Instant failingSince, Instant now) {
        if (outcome.isGone()) {
            return Subscription.Why.GONE;
        }
        return now.isBefore(failingSince.plus(PATIENCE)) ? null : Subscription.Why.FAILING;
    }

    /** Header Retry-After, seconds or a date of HTTP; null when there is none that can be read. */
    static Duration retryAfter(String header, Instant now) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
