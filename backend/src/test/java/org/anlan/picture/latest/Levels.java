package org.anlan.picture.latest;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.anlan.picture.Actor;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.stream.Latest;
import org.anlan.picture.stream.Receipt;
import org.anlan.picture.stream.Rows;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;
import org.springframework.beans.factory.ObjectProvider;
import tools.jackson.databind.JsonNode;

/** The smallest stream: levels by name, without a series. */
public final class Levels implements StreamType {

    public record Level(String name, Instant time, double value) {}

    private final ObjectProvider<Streams> streams;

    public Levels(ObjectProvider<Streams> streams) {
        this.streams = streams;
    }

    @Override
    public String name() {
        return "levels";
    }

    @Override
    public Set<Role> readers() {
        return Set.of(Role.ADMINISTRATOR, Role.VIEWER);
    }

    @Override
    public Set<Role> writers() {
        return Set.of(Role.ADMINISTRATOR);
    }

    @Override
    public Receipt accept(Space space, Actor actor, List<JsonNode> rows) {
        Rows<Level> read = Rows.read(rows, Level.class);
        List<Latest> values = read.good().stream()
                .map(Rows.Row::value)
                .map(level -> new Latest(level.name(), level.time(), List.of(level.value())))
                .toList();
        streams.getObject().write(space.id(), this, values, connection -> {});
        return new Receipt(values.size(), 0, read.refused());
    }

    @Override
    public List<Latest> at(Space space, Instant time) {
        return List.of(new Latest("then", time, List.of(1)));
    }
}
