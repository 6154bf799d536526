package org.anlan.web;

import java.nio.charset.StandardCharsets;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Registry;
import org.anlan.web.CommandController.Ready;
import org.anlan.web.input.BodyReader;
import org.anlan.web.input.Fingerprint;
import org.anlan.web.input.IfMatch;
import org.anlan.web.input.InputReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.databind.JsonNode;

/** A request to a submission: the command is known, the caller may call it, the body says what the command takes. */
@Component
class CommandReader {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final Spaces spaces;
    private final Registry registry;
    private final BodyReader bodies = new BodyReader();
    private final InputReader inputs = new InputReader();

    CommandReader(Spaces spaces, Registry registry) {
        this.spaces = spaces;
        this.registry = registry;
    }

    /** @param body null or empty when there was none */
    record Asked(ServerHttpRequest request, Actor actor, byte[] body) {

        static Asked of(ServerWebExchange exchange, Actor actor, byte[] body) {
            return new Asked(exchange.getRequest(), actor, body);
        }

        String header(String name) {
            return request.getHeaders().getFirst(name);
        }

        byte[] bodyOrNothing() {
            return body == null || body.length == 0 ? NOTHING : body;
        }

        /** The version in If-Match, or null when there is none. */
        Long version() {
            return IfMatch.version(header("If-Match"));
        }
    }

    Ready create(Asked asked, String spaceName, String collection) {
        Space space = spaces.get(spaceName);
        CommandType<?> command = allowed(asked, collection, CommandType.CREATE);
        JsonNode body = bodies.object(asked.body());
        return feature(asked, space, command, body, null, null);
    }

    Ready edit(Asked asked, String spaceName, String collection, String id) {
        Space space = spaces.get(spaceName);
        CommandType<?> command = allowed(asked, collection, CommandType.EDIT);
        inSight(asked, space, collection, id);
        Long version = asked.version();
        if (version == null) {
            throw new PictureException(Problem.of(
                    428,
                    "if-match",
                    "修改须带 If-Match 首部,值为读到的版本号",
                    "an edit needs the header If-Match with the version that was read"));
        }
        return feature(asked, space, command, bodies.object(asked.body()), id, version);
    }

    Ready remove(Asked asked, String spaceName, String collection, String id) {
        return plain(asked, spaceName, allowed(asked, collection, CommandType.REMOVE), id);
    }

    Ready command(Asked asked, String spaceName, String collection, String id, String name) {
        if (name.equals(CommandType.CREATE) || name.equals(CommandType.EDIT) || name.equals(CommandType.REMOVE)) {
            throw new PictureException(Problem.of(
                    404,
                    "command",
                    "新建、修改、删除用 POST、PUT、DELETE",
                    "creating, editing and removing are POST, PUT and DELETE"));
        }
        return plain(asked, spaceName, allowed(asked, collection, name), id);
    }

    private <I> Ready feature(
            Asked asked, Space space, CommandType<I> command, JsonNode body, String id, Long version) {
        CollectionType<?> type = registry.collection(command.collection());
        var read = inputs.feature(body, type, command, id);
        return ready(asked, space, command, new Call<>(id, read.geometry(), read.input(), version), body);
    }

    private <I> Ready plain(Asked asked, String spaceName, CommandType<I> command, String id) {
        Space space = spaces.get(spaceName);
        inSight(asked, space, command.collection(), id);
        JsonNode body = bodies.object(asked.bodyOrNothing());
        I input = inputs.plain(body, command);
        return ready(asked, space, command, new Call<>(id, null, input, asked.version()), body);
    }

    private static <I> Ready ready(Asked asked, Space space, CommandType<I> command, Call<I> call, JsonNode body) {
        String key = asked.header("Idempotency-Key");
        String hash = key == null
                ? null
                : Fingerprint.of(
                        asked.request().getMethod().name(),
                        asked.request().getPath().value(),
                        body);
        return new Ready(space, Submission.of(command, call, asked.actor(), key, hash));
    }

    private CommandType<?> allowed(Asked asked, String collection, String name) {
        CommandType<?> command = registry.command(collection, name);
        if (command.isInternal()) {
            throw new PictureException(Problem.of(404, "command", "没有操作「" + name + "」", "there is no command " + name));
        }
        if (!command.roles().contains(asked.actor().role())) {
            throw new PictureException(Problem.of(403, "role", "当前角色无权执行此操作", "your role may not do this")
                    .with(
                            "roles",
                            command.roles().stream().map(Role::word).sorted().toList()));
        }
        return command;
    }

    /** What is there but hidden from the caller is as good as not there; what this node has not seen yet may exist. */
    private void inSight(Asked asked, Space space, String collection, String id) {
        CollectionType<?> type = registry.collection(collection);
        Reader reader = Reader.of(asked.actor());
        if (space.picture()
                .find(type, id)
                .filter(feature -> !type.isSeen(reader, feature))
                .isPresent()) {
            throw Sight.missing(collection, id);
        }
    }
}
