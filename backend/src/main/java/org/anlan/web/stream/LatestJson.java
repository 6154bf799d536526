package org.anlan.web.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.stream.Latest;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The newest values of the streams a role may see, as the member {@code latest} of a picture. */
@Component
public class LatestJson {

    private final Streams streams;
    private final JsonMapper mapper = JsonMapper.shared();
    private final Cache<Key, Encoded> recent = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(100)
            .build();

    private record Key(String space, String epoch, long moves, Role role) {}

    /**
     * One JSON object.
     *
     * @param tag the same for the same content
     */
    public record Encoded(byte[] json, String tag) {

        static Encoded of(byte[] json) {
            return new Encoded(json, Integer.toHexString(Arrays.hashCode(json)));
        }
    }

    LatestJson(Streams streams) {
        this.streams = streams;
    }

    public Encoded now(Space space, Role role) {
        return recent.get(
                new Key(space.id(), space.epoch(), streams.moves(space.id()), role),
                key -> encode(role, type -> streams.latest(space.id(), type)));
    }

    /** At a past space time. */
    public Encoded at(Space space, Role role, Instant time) {
        return encode(role, type -> type.at(space, time));
    }

    private interface Values {
        List<Latest> of(StreamType type);
    }

    private Encoded encode(Role role, Values values) {
        Map<String, List<List<Object>>> all = new LinkedHashMap<>();
        for (StreamType type : streams.types()) {
            if (type.readers().contains(role)) {
                all.put(
                        type.name(),
                        values.of(type).stream()
                                .sorted(java.util.Comparator.comparing(Latest::key))
                                .map(Latest::wire)
                                .toList());
            }
        }
        return Encoded.of(mapper.writeValueAsBytes(all));
    }
}
