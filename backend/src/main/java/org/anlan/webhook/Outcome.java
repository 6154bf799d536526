package org.anlan.webhook;

import java.time.Duration;

/**
 * What became of one try.
 *
 * @param status HTTP status, or null when no answer came
 * @param reason one word of what went wrong: status, timeout, unknown-host, refused, tls, broken; null when taken
 * @param retryAfter what the receiver asked for, or null
 */
record Outcome(Integer status, String reason, Duration retryAfter) {

    private static final int GONE = 410;

    static Outcome answered(int status, Duration retryAfter) {
        return new Outcome(status, status / 100 == 2 ? null : "status", retryAfter);
    }

    static Outcome unanswered(String reason) {
        return new Outcome(null, reason, null);
    }

    boolean isTaken() {
        return reason == null;
    }

    /** The receiver wants no more. */
    boolean isGone() {
        return status != null && status == GONE;
    }
}
