package org.anlan.picture;

import java.util.Objects;
import java.util.Set;

/**
 * Who acts: a person, a device or a program, as a plain value.
 *
 * @param id stable identifier of the account or device, stored with every change
 * @param name what people read, e.g. "duty1" or "河东镇 2 号手机"
 * @param units codes of the towns or villages this actor is limited to; empty = the whole county
 * @param phone where the person can be called, or null
 */
public record Actor(String id, String name, Role role, Set<String> units, String phone) {

    public Actor {
        Objects.requireNonNull(role, "role");
        if (id == null || id.isBlank() || name == null || name.isBlank()) {
            throw new IllegalArgumentException("an actor needs an id and a name");
        }
        units = Set.copyOf(units);
    }

    /** Without a phone number. */
    public Actor(String id, String name, Role role, Set<String> units) {
        this(id, name, role, units, null);
    }

    private static final String SYSTEM = "system";

    /** The platform itself: loading reference data, timers, internal commands. No account has its id. */
    public static Actor system(String name) {
        return new Actor(SYSTEM, name, Role.ADMINISTRATOR, Set.of());
    }

    public boolean isSystem() {
        return SYSTEM.equals(id);
    }

    /** Without the phone number, so that it reaches no log. */
    @Override
    public String toString() {
        return "Actor[" + id + ", " + name + ", " + role.word() + ", " + units + "]";
    }
}
