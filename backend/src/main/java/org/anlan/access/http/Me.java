package org.anlan.access.http;

import java.time.Instant;
import java.util.List;
import org.anlan.access.Caller;
import org.anlan.access.CredentialKind;
import org.anlan.picture.Role;

/** Who the server thinks the caller is. */
record Me(
        String id,
        String name,
        String displayName,
        Role role,
        List<String> units,
        CredentialKind kind,
        Instant expiresAt) {

    static Me of(Caller caller) {
        return new Me(
                caller.actor().id(),
                caller.name(),
                caller.actor().name(),
                caller.actor().role(),
                caller.actor().units().stream().sorted().toList(),
                caller.kind(),
                caller.expiresAt());
    }
}
