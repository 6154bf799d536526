package org.anlan.picture;

import java.util.Objects;
import java.util.UUID;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CommandType;

/**
 * A command on its way to the writer.
 *
 * @param id random; names given inside the decision derive from it, so a decision can be taken again
 * @param key Idempotency-Key of the caller, or null
 * @param bodyHash hash of what was asked; the same key with another hash is refused
 */
public record Submission<I>(String id, CommandType<I> command, Call<I> call, Actor actor, String key, String bodyHash) {

    public Submission {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(actor, "actor");
        if (key != null && (key.isBlank() || key.length() > 100 || bodyHash == null)) {
            throw new PictureException(Problem.field(
                    "idempotency-key",
                    "Idempotency-Key",
                    key,
                    "幂等键须为 1–100 个字符",
                    "an Idempotency-Key has 1 to 100 characters"));
        }
    }

    /** Without an Idempotency-Key. */
    public static <I> Submission<I> of(CommandType<I> command, Call<I> call, Actor actor) {
        return of(command, call, actor, null, null);
    }

    public static <I> Submission<I> of(CommandType<I> command, Call<I> call, Actor actor, String key, String bodyHash) {
        return new Submission<>(UUID.randomUUID().toString(), command, call, actor, key, bodyHash);
    }
}
