package org.anlan.ogc;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.anlan.layer.LayerFeatures;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Reader;
import org.anlan.picture.Space;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Registry;
import org.anlan.web.Sight;

/** All that is served: the picture's collections by name, then the reference layers as config/layers.yaml lists them. */
record Sources(Registry registry, FeatureJson json, LayerFeatures layers) {

    /** What this caller may see. */
    List<Source> list(Space space, Actor actor) {
        Reader reader = Reader.of(actor);
        Stream<Source> collections = registry.collections().stream()
                .filter(type -> type.readers().contains(reader.role()))
                .sorted(Comparator.comparing(CollectionType::name))
                .map(type -> source(type, space, reader));
        return Stream.concat(collections, layers.list().stream().map(layer -> new LayerSource(layer, layers)))
                .toList();
    }

    /** @throws PictureException 404 with the collections there are, 403 when the role may not see this one */
    Source get(Space space, Actor actor, String id) {
        Reader reader = Reader.of(actor);
        if (registry.findCollection(id).isPresent()) {
            return source(new Sight(registry, reader).collection(id), space, reader);
        }
        return Optional.of(id)
                .filter(name -> name.startsWith(LayerSource.PREFIX))
                .flatMap(name -> layers.find(name.substring(LayerSource.PREFIX.length())))
                .map(layer -> new LayerSource(layer, layers))
                .orElseThrow(() -> unknown(space, actor, id));
    }

    private <P extends Record> PictureSource<P> source(CollectionType<P> type, Space space, Reader reader) {
        return new PictureSource<>(type, space.picture(), reader, json);
    }

    private PictureException unknown(Space space, Actor actor, String id) {
        return new PictureException(Problem.of(
                        404, "collection", "没有集合「" + Problem.shown(id) + "」", "there is no such collection")
                .with("collections", list(space, actor).stream().map(Source::id).toList()));
    }
}
