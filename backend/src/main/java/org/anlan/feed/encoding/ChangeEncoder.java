package org.anlan.feed.encoding;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.anlan.picture.Change;
import org.anlan.picture.Reader;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Fault;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One change as an audience sees it. Audiences that see the same thing share its bytes. */
public final class ChangeEncoder {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeEncoder.class);

    private final Registry registry;
    private final FeatureBytes features;

    public ChangeEncoder(Registry registry, FeatureBytes features) {
        this.registry = registry;
        this.features = features;
    }

    public OneChange of(Change change) {
        return new OneChange(change);
    }

    /** Encodings of one change, by what is seen of it. For one thread. */
    public final class OneChange {
        private final Change change;
        private final Map<Feature<?>, byte[]> puts = new IdentityHashMap<>();
        private byte[] removal;

        private OneChange(Change change) {
            this.change = change;
        }

        /**
         * Null when the audience may not know of the collection at all. A change it may not see, in a collection that it
         * may, is a removal: it may have seen the feature before.
         */
        public byte[] as(Reader audience) {
            CollectionType<?> type = registry.collection(change.collection());
            if (!type.readers().contains(audience.role())) {
                return null;
            }
            Feature<?> seen = change.isPut() ? seen(type, audience) : null;
            return seen == null ? removed() : puts.computeIfAbsent(seen, this::put);
        }

        /** A view that fails hides the feature: showing too much, or stopping the feed, would be worse. */
        private Feature<?> seen(CollectionType<?> type, Reader audience) {
            try {
                Optional<? extends Feature<?>> seen = type.see(audience, change.feature());
                return seen.orElse(null);
            } catch (RuntimeException fault) {
                LOG.error(
                        "{}/{} is hidden from {}: its view failed",
                        change.collection(),
                        change.id(),
                        audience,
                        Fault.of(fault));
                return null;
            }
        }

        private byte[] put(Feature<?> seen) {
            boolean whole = seen == change.feature();
            return Frames.put(change, whole ? features.of(seen) : features.encode(seen));
        }

        private byte[] removed() {
            if (removal == null) {
                removal = Frames.remove(change);
            }
            return removal;
        }
    }
}
