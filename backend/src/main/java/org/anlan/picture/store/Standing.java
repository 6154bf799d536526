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
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Picture;
import org.anlan.picture.model.Registry;

/** The first changes of a new space: copies of the live space's standing features, then its own. */
final class Standing {

    private static final String COPY = "copy";
    private static final Actor PLATFORM = Actor.system("space");

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
                        .forEach(feature -> type.intoDrill(feature).ifPresent(properties -> {
                            Feature<?> copy = new Feature<Record>(
                                    feature.collection(),
                                    feature.id(),
                                    feature.geometry(),
                                    properties,
                                    1,
                                    entries.size() + 1L,
                                    at,
                                    feature.by());
                            entries.add(entry(copy, COPY, recorded, batch));
                        })));
        for (Decision.Put own : space.own()) {
            Feature<?> feature = new Feature<>(
                    own.collection(),
                    own.id(),
                    own.geometry(),
                    own.properties(),
                    1,
                    entries.size() + 1L,
                    at,
                    PLATFORM.name());
            entries.add(entry(feature, CommandType.CREATE, recorded, batch));
        }
        return new Batch(space.id(), batch, 0, at, recorded, null, entries, List.of());
    }

    private Batch.Entry entry(Feature<?> feature, String command, Instant recorded, String batch) {
        Change change = new Change(
                feature.seq(),
                feature.updated(),
                recorded,
                batch,
                PLATFORM.id(),
                command,
                feature.collection(),
                feature.id(),
                feature);
        return new Batch.Entry(change, json.encode(feature));
    }
}
