package org.anlan.access.account;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.anlan.picture.Actor;
import org.anlan.picture.Role;

/**
 * A person who may log in.
 *
 * @param name for logging in; lower case
 * @param displayName what others read
 * @param units codes of towns or villages the person is limited to; empty = the whole county
 * @param phone null when not known
 * @param version counts changes of name, role, units, password and enabled, and of nothing else: each ends what callers
 *     by HTTP Basic opened with the one before
 * @param lastSeenAt null = never
 */
public record Account(
        String id,
        String name,
        String displayName,
        Role role,
        Set<String> units,
        String phone,
        boolean enabled,
        long version,
        Instant createdAt,
        Instant lastSeenAt) {

    public Account {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(role, "role");
        units = Set.copyOf(units);
    }

    Account withOtherRights() {
        return new Account(id, name, displayName, role, units, phone, enabled, version + 1, createdAt, lastSeenAt);
    }

    public Actor actor() {
        return new Actor(id, displayName, role, units, phone);
    }

    /** Without the phone number, so that it reaches no log. */
    @Override
    public String toString() {
        return "Account[" + id + ", " + name + ", " + role.word() + (enabled ? "" : ", disabled") + "]";
    }
}
