package org.anlan.feed;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.anlan.feed.encoding.Frames;
import org.anlan.picture.Change;
import org.anlan.picture.Reader;
import org.anlan.picture.Space;
import org.anlan.picture.stream.Latest;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;

/** Which values of a space's streams moved since they were last sent: the newest per key, however often it moved. */
final class LatestChanges implements Streams.Listener, LatestFrames.Maker {

    private final Space space;
    private final Streams streams;
    private final List<StreamType> types;
    private final List<Map<String, Latest>> moved = new ArrayList<>();
    private final long[] versions;
    private final AutoCloseable listening;

    LatestChanges(Space space, Streams streams) {
        this.space = space;
        this.streams = streams;
        this.types = List.copyOf(streams.types());
        this.versions = new long[types.size()];
        types.forEach(any -> moved.add(new LinkedHashMap<>()));
        this.listening = streams.listen(space.id(), this);
    }

    List<StreamType> types() {
        return types;
    }

    @Override
    public void moved(StreamType type, List<Latest> values) {
        Map<String, Latest> waiting = moved.get(types.indexOf(type));
        synchronized (waiting) {
            values.forEach(value -> waiting.put(value.key(), value));
        }
    }

    /** Whoever sees this feature for the first time gets its newest values too, which may have moved long ago. */
    void shown(Change change) {
        types.stream()
                .filter(type -> type.owners()
                        .filter(owners -> owners.name().equals(change.collection()))
                        .isPresent())
                .forEach(type -> again(type, change.id()));
    }

    /** Read under the lock, so that a value that moves meanwhile comes after this one. */
    private void again(StreamType type, String key) {
        Map<String, Latest> waiting = moved.get(types.indexOf(type));
        synchronized (waiting) {
            streams.latest(space.id(), type).stream()
                    .filter(value -> value.key().equals(key))
                    .forEach(value -> waiting.put(key, value));
        }
    }

    /** On the feed's own thread. The frame stays ours: whoever keeps it takes a reference. */
    void drain(Consumer<LatestFrames.Moved> sending) {
        for (int stream = 0; stream < types.size(); stream++) {
            List<Latest> values = taken(moved.get(stream));
            if (!values.isEmpty()) {
                ByteBuf frame = frame(types.get(stream), values);
                sending.accept(new LatestFrames.Moved(stream, ++versions[stream], values, frame));
                frame.release();
            }
        }
    }

    private static List<Latest> taken(Map<String, Latest> waiting) {
        synchronized (waiting) {
            List<Latest> values = List.copyOf(waiting.values());
            waiting.clear();
            return values;
        }
    }

    @Override
    public ByteBuf everything(int stream, Reader audience) {
        StreamType type = types.get(stream);
        return frame(type, type.seen(audience, space::picture, streams.latest(space.id(), type)));
    }

    @Override
    public ByteBuf some(int stream, List<Latest> values, Reader audience) {
        StreamType type = types.get(stream);
        List<Latest> seen = type.seen(audience, space::picture, values);
        return seen.isEmpty() ? Unpooled.EMPTY_BUFFER : frame(type, seen);
    }

    private ByteBuf frame(StreamType type, List<Latest> values) {
        return Frames.latest(type.name(), space.clock().now(), values);
    }

    void close() {
        try {
            listening.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
