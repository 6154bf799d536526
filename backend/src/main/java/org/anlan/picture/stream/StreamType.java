package org.anlan.picture.stream;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.anlan.picture.Actor;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
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
}
