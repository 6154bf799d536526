package org.anlan.picture.store;

import java.time.Instant;
import java.util.List;
import org.anlan.picture.Answer;
import org.anlan.picture.Change;
import org.anlan.picture.SpaceClock;

/**
 * What one transaction appends.
 *
 * @param expectedSeq the head this was decided on
 * @param at space time of every change in it
 * @param clock the space's from then on, or null: as it is
 */
record Batch(
        String space,
        String id,
        long expectedSeq,
        Instant at,
        Instant recorded,
        SpaceClock clock,
        List<Entry> entries,
        List<RequestRow> requests) {

    /** A change with its feature as stored JSON (null for a removal). */
    record Entry(Change change, String body) {}

    /** Who asked with which Idempotency-Key. */
    record RequestKey(String actor, String key) {}

    /** An answer to be given again for the same key. */
    record RequestRow(RequestKey key, String bodyHash, Answer answer) {}

    boolean isEmpty() {
        return entries.isEmpty() && requests.isEmpty();
    }

    List<Change> changes() {
        return entries.stream().map(Entry::change).toList();
    }

    long seq() {
        return expectedSeq + entries.size();
    }
}
