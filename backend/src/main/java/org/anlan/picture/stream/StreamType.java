package org.anlan.picture.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.anlan.picture.Actor;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Picture;
import tools.jackson.databind.JsonNode;

/** A latest-value stream, declared as a bean by the feature that owns its series. Its methods may block. */
public interface StreamType {

    /** The word in paths and frames, e.g. "readings". */
    String name();

    Set<Role> readers();

    Set<Role> writers();

    /**
     * Takes a batch: reads the rows, stores the good ones with {@link Streams#write}, names the others. Taking the same
     * rows again changes nothing.
     *
     * @param rows JSON objects as they came, at most 10,000
     */
    Receipt accept(Space space, Actor actor, List<JsonNode> rows);

    /** The newest value of each key at a past space time, from the series. */
    List<Latest> at(Space space, Instant time);

    /** The collection whose features the keys name, when who does not see one may not see its values either. */
    default Optional<CollectionType<?>> owners() {
        return Optional.empty();
    }

    /** Whether a reader of an allowed role may see less than all values. */
    default boolean isLimitedFor(Reader reader) {
        return reader.isLimited() && owners().isPresent();
    }

    /** Those of the values that this reader may see, by what the picture says of their keys. */
    default List<Latest> seen(Reader reader, Supplier<Picture> picture, List<Latest> values) {
        if (!isLimitedFor(reader)) {
            return values;
        }
        CollectionType<?> type = owners().orElseThrow();
        Picture now = picture.get();
        return values.stream()
                .filter(value -> now.find(type, value.key())
                        .filter(owner -> type.isSeen(reader, owner))
                        .isPresent())
                .toList();
    }
}
