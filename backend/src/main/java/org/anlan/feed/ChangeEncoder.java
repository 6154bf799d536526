package org.anlan.feed;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.anlan.picture.Change;
import org.anlan.picture.Reader;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Registry;

/** One change as an audience sees it. Audiences that see the same thing share its text. */
final class ChangeEncoder {

    private final Registry registry;
    private final FeatureJson json;

    ChangeEncoder(Registry registry, FeatureJson json) {
        this.registry = registry;
        this.json = json;
    }

    /** Encodings of one change, by what is seen of it. */
    final class OneChange {
        private final Change change;
        private final Map<Feature<?>, byte[]> puts = new IdentityHashMap<>();
        private byte[] removal;

        private OneChange(Change change) {
            this.change = change;
        }

        /** Null when the audience may not know of the collection at all. */
        byte[] as(Reader audience) {
            CollectionType<?> type = registry.collection(change.collection());
            if (!type.readers().contains(audience.role())) {
                return null;
            }
            Optional<? extends Feature<?>> seen =
                    change.isPut() ? type.see(audience, change.feature()) : Optional.empty();
            return seen.isPresent() ? put(seen.get()) : removed();
        }

        private byte[] put(Feature<?> seen) {
            return puts.computeIfAbsent(
                    seen, feature -> Frames.put(change.seq(), change.at(), change.command(), json.encode(feature)));
        }

        private byte[] removed() {
            if (removal == null) {
                removal = Frames.remove(change.seq(), change.at(), change.collection(), change.id());
            }
            return removal;
        }
    }

    OneChange of(Change change) {
        return new OneChange(change);
    }
}
