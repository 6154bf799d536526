package org.anlan.picture;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The six roles of the command platform; the wire word is lower case with hyphens. */
public enum Role {
    ADMINISTRATOR,
    COMMANDER,
    DUTY_OFFICER,
    WAREHOUSE_KEEPER,
    FIELD,
    VIEWER;

    /** Every role: for what any signed-in person may do. */
    public static final Set<Role> ALL = Set.copyOf(EnumSet.allOf(Role.class));

    /** Those who run the command centre's desk. */
    public static final Set<Role> DESK = Set.of(ADMINISTRATOR, COMMANDER, DUTY_OFFICER);

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when no role has this word; the message lists the words */
    @JsonCreator
    public static Role of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException("unknown role \"" + word + "\"; use one of "
                + ALL.stream().map(Role::word).sorted().toList());
    }
}
