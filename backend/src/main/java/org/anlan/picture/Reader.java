package org.anlan.picture;

import java.util.Objects;
import java.util.Set;

/**
 * Who reads. With {@code actor} empty it is an audience that many sessions share, so few encodings serve them all;
 * with an actor it is one person, who may also see what is only theirs.
 *
 * @param units codes of towns or villages the reader is limited to; empty = the whole county
 * @param actor id of the actor, or "" for a shared audience
 */
public record Reader(Role role, Set<String> units, String actor) {

    public Reader {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(actor, "actor");
        units = Set.copyOf(units);
    }

    public static Reader of(Actor actor) {
        return new Reader(actor.role(), actor.units(), actor.id());
    }

    /** The shared audience this reader belongs to. */
    public Reader audience() {
        return actor.isEmpty() ? this : new Reader(role, units, "");
    }

    /** The same reader, not limited to any units. */
    public Reader everywhere() {
        return new Reader(role, Set.of(), actor);
    }

    /** Whether some of the picture is out of this reader's units. */
    public boolean isLimited() {
        return !units.isEmpty();
    }

    /**
     * Whether what lies in a place concerns this reader: the place lies in a unit of theirs, or one of theirs in it, as a
     * village in the town whose team it is.
     *
     * @param place division code, or null for what is common to the county or lies nobody knows where
     */
    public boolean covers(String place) {
        return place == null
                || units.isEmpty()
                || units.stream().anyMatch(unit -> place.startsWith(unit) || unit.startsWith(place));
    }

    public boolean is(String actorId) {
        return !actor.isEmpty() && actor.equals(actorId);
    }
}
