package org.anlan.drill;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.anlan.picture.Actor;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.stream.Latest;
import org.anlan.picture.stream.Receipt;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;
import tools.jackson.databind.JsonNode;

/** A stream that stores nothing: its first rows let something else happen before they are answered. */
final class Interruption implements StreamType, Streams {

    Runnable next = () -> {};

    @Override
    public String name() {
        return "interruption";
    }

    @Override
    public Receipt accept(Space space, Actor actor, List<JsonNode> rows) {
        Runnable now = next;
        next = () -> {};
        now.run();
        return new Receipt(rows.size(), 0, List.of());
    }

    @Override
    public Optional<StreamType> find(String name) {
        return Optional.of(this);
    }

    @Override
    public Collection<StreamType> types() {
        return List.of(this);
    }

    @Override
    public Set<Role> readers() {
        return Role.ALL;
    }

    @Override
    public Set<Role> writers() {
        return Role.ALL;
    }

    @Override
    public List<Latest> at(Space space, Instant time) {
        return List.of();
    }

    @Override
    public List<Latest> latest(String space, StreamType type) {
        return List.of();
    }

    @Override
    public long moves(String space) {
        return 0;
    }

    @Override
    public void write(String space, StreamType type, List<Latest> values, Series series) {
        throw new UnsupportedOperationException("it stores nothing");
    }

    @Override
    public AutoCloseable listen(String space, Listener listener) {
        return () -> {};
    }
}
