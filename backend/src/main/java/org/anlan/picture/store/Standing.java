package org.anlan.picture.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.anlan.picture.Actor;
import org.anlan.picture.Change;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Picture;
import org.anlan.picture.model.Registry;

/** The first changes of a new space: copies of the live space's standing features. */
final class Standing {

    private static final String COMMAND = "copy";

    private final Registry registry;
    private final FeatureJson json;

    Standing(Registry registry, FeatureJson json) {
        this.registry = registry;
        this.json = json;
    }

    Batch first(Spaces.NewSpace space, Picture live, Instant recorded) {
        String batch = UUID.randomUUID().toString();
        Instant at = space.clock().at();
        List<Batch.Entry> entries = new ArrayList<>();
        registry.collections().stream()
                .sorted(Comparator.comparing(CollectionType::name))
                .forEach(type -> live.list(type).stream()
                        .sorted(Comparator.comparing(Feature::id))
                        .forEach(feature -> type.intoDrill(feature)
                                .ifPresent(properties -> entries.add(
                                        entry(feature, properties, entries.size() + 1L, at, recorded, batch)))));
        return new Batch(space.id(), batch, 0, at, recorded, null, entries, List.of());
    }

    private Batch.Entry entry(
            Feature<?> live, Record properties, long seq, Instant at, Instant recorded, String batch) {
        Feature<Record> copy =
                new Feature<>(live.collection(), live.id(), live.geometry(), properties, 1, seq, at, live.by());
        String actor = Actor.system("space").id();
        Change change = new Change(seq, at, recorded, batch, actor, COMMAND, copy.collection(), copy.id(), copy);
        return new Batch.Entry(change, json.encode(copy));
    }
}
