package org.anlan.picture.model;

import java.util.Objects;
import java.util.Set;
import org.anlan.picture.Role;

/**
 * A command, declared as a bean by the feature that owns it: a pure function from picture, actor, time and input to
 * changes or a refusal. It may be decided more than once for one request.
 *
 * @param collection the collection it is called on
 * @param name "create" (POST), "edit" (PUT), "remove" (DELETE), or the last word of the path
 * @param input the record its body is read into; unknown members of the body are refused
 * @param roles who may call it; none = only the server itself (an {@link #internal} command)
 */
public record CommandType<I>(String collection, String name, Class<I> input, Set<Role> roles, Decider<I> decider) {

    public static final String CREATE = "create";
    public static final String EDIT = "edit";
    public static final String REMOVE = "remove";

    public CommandType {
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(decider, "decider");
        if (name == null || !name.matches("[a-z][a-z-]{0,40}")) {
            throw new IllegalArgumentException("command name \"" + name + "\"");
        }
        roles = Set.copyOf(roles);
    }

    /** A command that no person may call: the server's own code submits it as {@code Actor.system}. */
    public static <I> CommandType<I> internal(String collection, String name, Class<I> input, Decider<I> decider) {
        return new CommandType<>(collection, name, input, Set.of(), decider);
    }

    public boolean isInternal() {
        return roles.isEmpty();
    }

    public boolean creates() {
        return CREATE.equals(name);
    }

    @FunctionalInterface
    public interface Decider<I> {
        /** No I/O, no clock, no randomness: everything is in the arguments. */
        Decision decide(Picture picture, Context context, Call<I> call);
    }
}
