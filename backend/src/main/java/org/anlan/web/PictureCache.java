package org.anlan.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.anlan.picture.Reader;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;
import org.anlan.picture.model.Registry;
import org.anlan.web.stream.LatestJson;

/**
 * Whole pictures, encoded and compressed once for all readers of an audience: after a restart every screen asks for one
 * at the same moment. Who sees something of their own beyond the audience gets an encoding for themselves.
 */
final class PictureCache {

    private static final long MAX_BYTES = 64L << 20;

    /** A picture's JSON, plain and as gzip. */
    record Encoded(byte[] plain, byte[] gzip) {
        int size() {
            return plain.length + gzip.length;
        }
    }

    private record Key(String space, String epoch, long seq, String latest, Reader audience) {}

    private final Registry registry;
    private final PictureWriter writer;
    private final Cache<Key, Encoded> shared = Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((Key key, Encoded picture) -> picture.size())
            .build();

    PictureCache(Registry registry, PictureWriter writer) {
        this.registry = registry;
        this.writer = writer;
    }

    Encoded get(Picture picture, Reader reader, LatestJson.Encoded latest) {
        Sight own = new Sight(registry, reader);
        Sight common = new Sight(registry, reader.audience());
        List<Feature<?>> seen = new ArrayList<>();
        boolean same = true;
        for (Feature<?> feature : picture.all()) {
            Optional<Feature<?>> mine = own.see(feature);
            mine.ifPresent(seen::add);
            same = same && isSame(mine, common.see(feature));
        }
        if (!same) {
            return encode(picture, seen, latest);
        }
        Key key = new Key(picture.space(), picture.epoch(), picture.seq(), latest.tag(), reader.audience());
        return shared.get(key, missing -> encode(picture, seen, latest));
    }

    private static boolean isSame(Optional<Feature<?>> mine, Optional<Feature<?>> common) {
        return mine.orElse(null) == common.orElse(null) || mine.equals(common);
    }

    private Encoded encode(Picture picture, List<Feature<?>> seen, LatestJson.Encoded latest) {
        byte[] plain = writer.picture(picture, seen, latest, null);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Encoded(plain, packed.toByteArray());
    }
}
