package org.anlan.picture.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.anlan.picture.Actor;

/**
 * Everything a decision may know besides the picture and the input.
 *
 * @param now space time
 * @param submission identifier of the request; new names derive from it
 */
public record Context(Actor actor, Instant now, String submission) {

    /** A new identifier, the same each time the same request is decided. */
    public String newId(String purpose) {
        return UUID.nameUUIDFromBytes((submission + "/" + purpose).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
