package org.anlan.incident;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Locale;

/** Numbers incidents per calendar year, as the register in the duty room does: 2026-0001, 2026-0002 … */
final class IncidentNumber {

    /** One time holds in the whole country. */
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private IncidentNumber() {}

    /** One more than the highest of that year, whatever was removed in between. */
    static String next(Collection<String> taken, Instant now) {
        String year = String.format(Locale.ROOT, "%04d-", now.atZone(CHINA).getYear());
        int highest = taken.stream()
                .filter(number -> number.startsWith(year))
                .mapToInt(number -> Integer.parseInt(number.substring(year.length())))
                .max()
                .orElse(0);
        return year + String.format(Locale.ROOT, "%04d", highest + 1);
    }
}
