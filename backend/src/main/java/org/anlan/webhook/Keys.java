package org.anlan.webhook;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * What messages to one receiver are signed with.
 *
 * @param secret "whsec_" and 256 bits as base64
 * @param old the one before, which signs beside it until {@code oldUntil}; or null
 */
record Keys(String secret, String old, Instant oldUntil) {

    static final String PREFIX = "whsec_";

    /** So long a receiver may go on with the old secret. */
    private static final Duration BOTH = Duration.ofHours(24);

    private static final SecureRandom RANDOM = new SecureRandom();

    static Keys create() {
        return new Keys(random(), null, null);
    }

    Keys rotate(Instant now) {
        return new Keys(random(), secret, now.plus(BOTH));
    }

    /** The secrets that count at this time, the newest first. */
    List<String> at(Instant now) {
        return old != null && now.isBefore(oldUntil) ? List.of(secret, old) : List.of(secret);
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** Reaches no log. */
    @Override
    public String toString() {
        return "Keys[…]";
    }
}
