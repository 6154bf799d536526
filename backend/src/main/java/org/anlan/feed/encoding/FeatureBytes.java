package org.anlan.feed.encoding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.FeatureJson;

/**
 * A feature's JSON as bytes, kept while the feature is in use: the change that brought it, its place in the picture and
 * every audience that sees it whole share one encoding. Thread-safe.
 */
public final class FeatureBytes {

    /** What is kept at most; the rest is encoded again when it is asked for. Bytes. */
    private static final long KEPT = 32L << 20;

    private final FeatureJson json;
    /** By identity: features are immutable values, and comparing their geometries would cost more than encoding. */
    private final Cache<Feature<?>, byte[]> encoded = Caffeine.newBuilder()
            .weakKeys()
            .maximumWeight(KEPT)
            .<Feature<?>, byte[]>weigher((feature, bytes) -> bytes.length + 64)
            .executor(Runnable::run)
            .build();

    public FeatureBytes(FeatureJson json) {
        this.json = json;
    }

    public byte[] of(Feature<?> feature) {
        return encoded.get(feature, this::encode);
    }

    /** For a redacted copy, which nobody will ask for again by identity. */
    public byte[] encode(Feature<?> feature) {
        return json.encode(feature).getBytes(StandardCharsets.UTF_8);
    }
}
