package org.anlan.drill;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;

/**
 * A scenario as read from its directory.
 *
 * @param rate space seconds per second a drill begins with
 * @param rows what happens, in order of time; rows of one time in the order of their files
 * @param refused rows of the files that could not be taken
 */
record Scenario(
        String id,
        String title,
        String titleEn,
        String description,
        String descriptionEn,
        String source,
        Instant from,
        Instant to,
        double rate,
        List<Row> rows,
        List<Refused> refused) {

    /** One row of one file. */
    sealed interface Row {
        Instant at();

        String file();

        int line();
    }

    record Telling(Instant at, String file, int line, Inject inject, Geometry place) implements Row {}

    /**
     * A command as anybody could give it.
     *
     * @param id of the feature, or {@code @name} of one that an earlier row made; null for create
     * @param as name by which later rows call what this one makes, or null
     */
    record Step(
            Instant at,
            String file,
            int line,
            String collection,
            String id,
            String command,
            JsonNode body,
            JsonNode geometry,
            String as)
            implements Row {}

    /** One row of a stream; texts that begin with {@code @} are names of what earlier rows made. */
    record Value(Instant at, String file, int line, String stream, Map<String, Object> fields) implements Row {}

    /** @param row line of the file, from 1 */
    record Refused(String file, int row, String reason, String reasonEn) {}

    Scenario {
        rows = List.copyOf(rows);
        refused = List.copyOf(refused);
    }

    long count(Class<? extends Row> kind) {
        return rows.stream().filter(kind::isInstance).count();
    }
}
