package org.anlan.gauge.reading;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Which readings stand, and which gave way to one of the same time that was recorded later. Pure. */
final class Corrections {

    private Corrections() {}

    /**
     * A later one that is itself suspect takes the place of none: the state does not follow it either. One with a flow only
     * says nothing of a stage.
     *
     * @param series in {@link Reading#ORDER}
     * @return those that stand, in the same order
     */
    static List<Reading> standing(List<Reading> series) {
        Deque<Reading> standing = new ArrayDeque<>();
        Instant at = null;
        boolean stageTold = false;
        boolean flowTold = false;
        for (int index = series.size() - 1; index >= 0; index--) {
            Reading reading = series.get(index);
            if (!reading.at().equals(at)) {
                at = reading.at();
                stageTold = false;
                flowTold = false;
            }
            if (reading.hasStage() ? !stageTold : !flowTold) {
                standing.addFirst(reading);
            }
            stageTold |= reading.hasStage() && reading.counts();
            flowTold |= reading.flow() != null;
        }
        return List.copyOf(standing);
    }
}
