package org.anlan.feed;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anlan.feed.encoding.Frames;
import org.anlan.picture.Space;
import org.anlan.picture.stream.Latest;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;

/** Which values of a space's streams moved since they were last sent: the newest per key, however often it moved. */
final class LatestChanges implements Streams.Listener {

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

    @FunctionalInterface
    interface Sending {
        /** @param frame ours: whoever keeps it takes a reference */
        void send(int stream, long version, ByteBuf frame);
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

    /** On the feed's own thread. */
    void drain(Sending sending) {
        for (int stream = 0; stream < types.size(); stream++) {
            List<Latest> values = taken(moved.get(stream));
            if (!values.isEmpty()) {
                ByteBuf frame =
                        Frames.latest(types.get(stream).name(), space.clock().now(), values);
                sending.send(stream, ++versions[stream], frame);
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

    ByteBuf full(int stream) {
        StreamType type = types.get(stream);
        return Frames.latest(type.name(), space.clock().now(), streams.latest(space.id(), type));
    }

    void close() {
        try {
            listening.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
