package org.anlan.access.token;

import java.time.Instant;
import org.anlan.access.Caller;

/**
 * A token as it stands in the database.
 *
 * @param parent id of the token a ticket was drawn with, or null
 * @param revokedAt null = valid until it expires
 */
public record Token(
        Caller caller, String parent, Instant createdAt, String createdBy, Instant lastSeenAt, Instant revokedAt) {

    public boolean isValid(Instant now) {
        return revokedAt == null && (caller.expiresAt() == null || now.isBefore(caller.expiresAt()));
    }
}
