package org.anlan.picture.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The newest value of one key of a stream.
 *
 * @param key what it belongs to, e.g. a station or a team; at most 64 characters
 * @param at space time of the value
 * @param values numbers, words, lists of words and nulls, in the stream's fixed order; on the wire
 *     {@code [key, …values, at]}
 */
public record Latest(String key, Instant at, List<Object> values) {

    public Latest {
        Objects.requireNonNull(at, "at");
        if (key == null || key.isBlank() || key.length() > 64) {
            throw new IllegalArgumentException("a key has 1 to 64 characters: \"" + key + "\"");
        }
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** As viewers get it: {@code [key, …values, at]}. */
    public List<Object> wire() {
        List<Object> row = new ArrayList<>(values.size() + 2);
        row.add(key);
        row.addAll(values);
        row.add(at.toString());
        return row;
    }
}
