package org.anlan.access;

import java.util.Set;

/**
 * These credentials are void from now on: logged out, revoked, expired, or the account was changed. Published as an
 * application event on every node, at most a few seconds after it happened on another one; whatever they hold open
 * (WebSockets) is to be closed. The listener runs on the publisher's thread and must not block.
 */
public record CredentialsRevoked(Set<String> tokenIds) {

    public CredentialsRevoked {
        tokenIds = Set.copyOf(tokenIds);
    }
}
