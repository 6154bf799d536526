package org.anlan.access.guard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How times and sets of codes stand in columns. */
public final class Columns {

    private Columns() {}

    /** Codes as one text, sorted, so that equal sets are equal texts. */
    public static String join(Set<String> units) {
        return String.join(",", new TreeSet<>(units));
    }

    public static Set<String> split(String units) {
        return Arrays.stream(units.split(",")).filter(code -> !code.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    public static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
