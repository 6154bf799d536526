package org.anlan.fieldreport;

import java.time.Duration;
import java.time.Instant;
import org.anlan.picture.model.Checks;

/** When something may have been seen: a phone may come back after weeks offline, and its clock may be a little fast. */
public final class TimeRule {

    static final Duration OLDEST = Duration.ofDays(30);
    static final Duration AHEAD = Duration.ofMinutes(5);

    private TimeRule() {}

    /** Notes a missing time, or one outside 30 days before to 5 minutes after {@code now} (space time). */
    public static void check(Checks checks, String field, Instant time, Instant now) {
        if (checks.required(field, time) == null) {
            return;
        }
        if (time.isBefore(now.minus(OLDEST)) || time.isAfter(now.plus(AHEAD))) {
            checks.reject(
                    field,
                    time,
                    "须在 30 天前至 5 分钟后之间,现在是 " + now,
                    "must lie between 30 days ago and 5 minutes ahead; it is " + now);
        }
    }
}
