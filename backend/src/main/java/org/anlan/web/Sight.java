package org.anlan.web;

import java.util.Map;
import java.util.Optional;
import org.anlan.picture.Change;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Registry;

/** What one reader may see of the picture and of its log; the same on every path that gives out features. */
public record Sight(Registry registry, Reader reader) {

    /** @throws PictureException 403 when the reader's role may not see the collection at all */
    public CollectionType<?> collection(String name) {
        CollectionType<?> type = registry.collection(name);
        if (!type.readers().contains(reader.role())) {
            throw new PictureException(Problem.of(
                            403, "role", "当前角色无权查看「" + name + "」", "your role may not see " + name)
                    .with(
                            "roles",
                            type.readers().stream().map(Role::word).sorted().toList()));
        }
        return type;
    }

    public Optional<Feature<?>> see(Feature<?> feature) {
        return registry.collection(feature.collection()).see(reader, feature).map(seen -> (Feature<?>) seen);
    }

    /** @throws PictureException 404, the same for a feature that is not there and one that may not be seen */
    Feature<?> get(Space space, CollectionType<?> type, String id) {
        return find(space, type, id).flatMap(this::see).orElseThrow(() -> missing(type.name(), id));
    }

    private static <P extends Record> Optional<Feature<P>> find(Space space, CollectionType<P> type, String id) {
        Optional<Feature<P>> here = space.picture().find(type, id);
        // Another node may have answered the call that made it a moment ago.
        return here.isPresent() ? here : space.newest().join().find(type, id);
    }

    /** 404 for a feature that is not there or may not be seen. */
    public static PictureException missing(String collection, String id) {
        return new PictureException(Problem.of(
                404,
                "not-found",
                "「" + collection + "」中没有编号「" + Problem.shown(id) + "」",
                "there is no " + Problem.shown(id) + " in " + collection));
    }

    /** Whether a change that ends with nothing to be seen took something out of this reader's sight. */
    boolean tookAway(Space space, Change change, Map<String, Boolean> earlier) {
        String key = change.collection() + "/" + change.id();
        Boolean seen = earlier.get(key);
        if (seen == null) {
            seen = space.history(change.collection(), change.id()).stream()
                    .filter(version -> version.seq() < change.seq() && version.isPut())
                    .reduce((older, newer) -> newer)
                    .flatMap(version -> see(version.feature()))
                    .isPresent();
        }
        return seen;
    }
}
