package org.anlan.drill;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Something that happens in the scenario (导调信息), as the scenario tells it.
 *
 * @param no from 1, in the order of time
 * @param kind as in the scenario's file, e.g. breach
 * @param place name of the place
 * @param confidence how sure the source is, in words
 * @param timeKnown hour, or day when only the day is on record
 * @param disputed other times on record
 * @param injected true when the exercise made it up (注入); it is on no record
 */
public record Inject(
        int no,
        String kind,
        String place,
        String text,
        String confidence,
        Instant scheduledAt,
        String timeKnown,
        List<Instant> disputed,
        boolean injected,
        String source) {

    public Inject {
        Objects.requireNonNull(scheduledAt, "scheduledAt");
        if (text == null || text.isBlank() || kind == null || !kind.matches("[a-z]{1,20}")) {
            throw new IllegalArgumentException("an inject has a kind and a text: " + kind + ", " + text);
        }
        disputed = disputed == null ? List.of() : List.copyOf(disputed);
    }
}
