package org.anlan.ogc.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A time, or a span of time that may be open on a side; both ends belong to it. */
public record Period(Instant from, Instant to) {

    public Period {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException(from + " is after " + to);
        }
    }

    /**
     * Reads {@code T}, {@code T/T}, {@code ../T}, {@code T/..}, where an empty end is an open one; T is RFC 3339.
     *
     * @return empty when it is none of them
     */
    static Optional<Period> parse(String text) {
        // an unencoded + of an offset arrives as a space
        String[] ends = text.replace(' ', '+').split("/", -1);
        try {
            return switch (ends.length) {
                case 1 -> Optional.of(new Period(time(ends[0]), time(ends[0])));
                case 2 ->
                    Optional.of(new Period(
                            isOpen(ends[0]) ? Instant.MIN : time(ends[0]),
                            isOpen(ends[1]) ? Instant.MAX : time(ends[1])));
                default -> Optional.empty();
            };
        } catch (DateTimeException | IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static boolean isOpen(String end) {
        return end.isEmpty() || end.equals("..");
    }

    public boolean contains(Instant time) {
        return !time.isBefore(from) && !time.isAfter(to);
    }
}
