package org.anlan.gauge.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Readings that lie close together in time, so that what the table holds around them can be read at once: a logger whose
 * clock fell back sends the year 2000 beside today, and the years between are nobody's business. Pure.
 */
final class Runs {

    /** Readings farther apart say nothing of each other to any rule. */
    static final Duration APART = Duration.ofHours(48);

    /** What is read at once must not grow with the table. A batch of 10,000, a minute apart, is a week. */
    static final Duration LONGEST = Duration.ofDays(10);

    private Runs() {}

    /** @param sorted oldest first; readings of one time stay together */
    static List<List<Reading>> of(List<Reading> sorted) {
        List<List<Reading>> runs = new ArrayList<>();
        int begin = 0;
        for (int index = 1; index <= sorted.size(); index++) {
            if (index == sorted.size() || ends(sorted, begin, index)) {
                runs.add(sorted.subList(begin, index));
                begin = index;
            }
        }
        return runs;
    }

    private static boolean ends(List<Reading> sorted, int begin, int index) {
        Instant here = sorted.get(index).at();
        return here.isAfter(sorted.get(index - 1).at().plus(APART))
                || here.isAfter(sorted.get(begin).at().plus(LONGEST));
    }
}
