package org.anlan.access.token;

import java.time.Instant;
import java.util.Objects;
import org.anlan.access.CredentialKind;
import org.anlan.picture.Actor;

/**
 * A token about to be made.
 *
 * @param account id of the account it belongs to, or null
 * @param parent id of the token a ticket was drawn with, or null
 * @param actor who its holder acts as
 * @param createdBy id of who made it
 * @param expiresAt null = when its kind's idle time is over
 */
public record NewToken(
        CredentialKind kind, String account, String parent, Actor actor, String createdBy, Instant expiresAt) {

    public NewToken {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(createdBy, "createdBy");
        if (expiresAt == null && kind.idle() == null) {
            throw new IllegalArgumentException("a " + kind.word() + " token needs an end");
        }
    }
}
