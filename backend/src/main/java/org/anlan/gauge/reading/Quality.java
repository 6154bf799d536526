package org.anlan.gauge.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.anlan.gauge.Gauge;

/** Brings the new readings of a station, and those before and after them, before {@link QualityRule}. */
final class Quality {

    /** As many readings around a new one as the rule looks at. */
    private static final int AROUND = 10;

    private final ReadingStore store;

    Quality(ReadingStore store) {
        this.store = store;
    }

    /** @return the new readings with a stage and the stored ones whose flags change, all with their flags */
    List<Reading> check(String space, Gauge gauge, Collection<Reading> fresh) {
        List<Reading> staged =
                fresh.stream().filter(Reading::hasStage).sorted(Reading.ORDER).toList();
        List<Reading> judged = new ArrayList<>(staged.size());
        Map<Reading.Key, Reading> reflagged = new HashMap<>();
        for (List<Reading> run : Runs.of(staged)) {
            int end = judged.size() + run.size();
            List<Reading> near = new ArrayList<>(judged.subList(Math.max(0, judged.size() - AROUND), judged.size()));
            near.addAll(run);
            near.addAll(staged.subList(end, Math.min(staged.size(), end + AROUND)));
            judge(space, gauge, run, near, judged, reflagged);
        }
        judged.addAll(reflagged.values());
        return judged;
    }

    /**
     * The stored reading just before the run may change, and those after it as far as what follows them is known.
     *
     * @param near the run, with new readings before it, judged, and after it
     */
    private void judge(
            String space,
            Gauge gauge,
            List<Reading> run,
            List<Reading> near,
            List<Reading> judged,
            Map<Reading.Key, Reading> reflagged) {
        Instant first = run.get(0).at();
        Instant last = run.get(run.size() - 1).at();
        List<Reading> stored = new ArrayList<>(store.before(space, gauge.code(), first, AROUND));
        store.between(space, gauge.code(), first, last).stream()
                .filter(Reading::hasStage)
                .forEach(stored::add);
        List<Reading> after = store.after(space, gauge.code(), last, AROUND);
        stored.addAll(after);
        Instant beyond =
                after.size() < AROUND ? Instant.MAX : after.get(AROUND - 1).at();
        Map<Reading.Key, Reading> before = new HashMap<>();
        stored.forEach(reading -> before.put(reading.key(), reading));
        List<Reading> series = new ArrayList<>(near);
        stored.forEach(reading -> series.add(reflagged.getOrDefault(reading.key(), reading)));
        series.sort(Reading.ORDER);
        int from = from(series, first);
        for (Reading reading : QualityRule.check(gauge, series, from).subList(from, series.size())) {
            if (reading.recorded() == null) {
                if (!reading.at().isBefore(first) && !reading.at().isAfter(last)) {
                    judged.add(reading);
                }
            } else if (reading.at().isBefore(beyond)) {
                if (reading.flags().equals(before.get(reading.key()).flags())) {
                    reflagged.remove(reading.key());
                } else {
                    reflagged.put(reading.key(), reading);
                }
            }
        }
    }

    /** Where the readings of the last time before this one begin: what lies before them was judged with more around it. */
    private static int from(List<Reading> series, Instant time) {
        int from = 0;
        for (int index = 0; index < series.size() && series.get(index).at().isBefore(time); index++) {
            if (!series.get(index).at().equals(series.get(from).at())) {
                from = index;
            }
        }
        return from;
    }
}
