package org.anlan.picture;

import java.util.List;
import org.anlan.picture.model.Picture;

/**
 * Changes that became durable together, with the picture after them.
 *
 * @param changes contiguous in seq, at least one
 */
public record Commit(List<Change> changes, Picture picture) {

    public Commit {
        changes = List.copyOf(changes);
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("a commit holds at least one change");
        }
    }

    public long from() {
        return changes.get(0).seq();
    }

    public long seq() {
        return changes.get(changes.size() - 1).seq();
    }
}
