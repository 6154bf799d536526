package org.anlan.access;

import java.time.Instant;
import java.util.Objects;
import org.anlan.picture.Actor;

/**
 * Who calls, as it was proved.
 *
 * @param tokenId names the credential (never its secret); {@link CredentialsRevoked} speaks of these. For HTTP Basic
 *     see {@link #basicToken}
 * @param name the account's log-in name; for devices and programs their display name
 * @param account id of the account, or null for a device or program without one
 * @param expiresAt null = does not expire by itself
 */
public record Caller(String tokenId, CredentialKind kind, Actor actor, String name, String account, Instant expiresAt) {

    public static final String BASIC_PREFIX = "basic:";

    public Caller {
        Objects.requireNonNull(tokenId, "tokenId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(name, "name");
    }

    /**
     * The token id of callers by HTTP Basic; the version changes with the account's rights and password, so that a
     * revoked id never becomes valid again.
     */
    public static String basicToken(String account, long version) {
        return BASIC_PREFIX + account + ":" + version;
    }
}
