package org.anlan.picture;

import java.time.Instant;
import java.util.Objects;
import org.anlan.picture.model.Feature;

/**
 * One committed change of a space's log.
 *
 * @param seq 1, 2, 3 … without gaps, in commit order
 * @param at space time, never decreasing
 * @param recorded real time of the commit
 * @param batch identifier of the group commit it was part of
 * @param actor id of who acted
 * @param feature the whole new feature, or null when it was removed
 */
public record Change(
        long seq,
        Instant at,
        Instant recorded,
        String batch,
        String actor,
        String command,
        String collection,
        String id,
        Feature<?> feature) {

    public Change {
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(id, "id");
        if (seq < 1) {
            throw new IllegalArgumentException("seq " + seq);
        }
    }

    public boolean isPut() {
        return feature != null;
    }

    /** The wire word: put or remove. */
    public String op() {
        return isPut() ? "put" : "remove";
    }
}
