package org.anlan.web.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.anlan.picture.Reader;
import org.anlan.picture.Space;
import org.anlan.picture.model.Picture;
import org.anlan.picture.stream.Latest;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The newest values of the streams that a reader may see, as the member {@code latest} of a picture. */
@Component
public class LatestJson {

    private final Streams streams;
    private final JsonMapper mapper = JsonMapper.shared();
    private final Cache<Key, Encoded> recent = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(100)
            .build();

    /** @param seq of the picture, which tells a limited reader what may be seen; 0 for all others */
    private record Key(String space, String epoch, long moves, long seq, Reader audience) {}

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

    public Encoded now(Space space, Reader reader) {
        Picture picture = space.picture();
        Reader audience = reader.audience();
        long seq = audience.isLimited() ? picture.seq() : 0;
        return recent.get(
                new Key(space.id(), space.epoch(), streams.moves(space.id()), seq, audience),
                key -> encode(audience, () -> picture, type -> streams.latest(space.id(), type)));
    }

    /** At a past space time. */
    public Encoded at(Space space, Reader reader, Instant time) {
        return encode(reader, () -> space.at(time), type -> type.at(space, time));
    }

    private interface Values {
        List<Latest> of(StreamType type);
    }

    private Encoded encode(Reader reader, Supplier<Picture> picture, Values values) {
        Map<String, List<List<Object>>> all = new LinkedHashMap<>();
        for (StreamType type : streams.types()) {
            if (type.readers().contains(reader.role())) {
                all.put(
                        type.name(),
                        type.seen(reader, picture, values.of(type)).stream()
                                .sorted(java.util.Comparator.comparing(Latest::key))
                                .map(Latest::wire)
                                .toList());
            }
        }
        return Encoded.of(mapper.writeValueAsBytes(all));
    }
}
