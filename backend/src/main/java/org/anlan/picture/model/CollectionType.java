package org.anlan.picture.model;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;

/**
 * A collection of the picture, declared by the feature that owns it as a bean.
 *
 * @param name the word in the path, e.g. "incidents"
 * @param properties the record every feature of it holds; it refuses nonsense in its constructor
 * @param geometry which geometries are allowed
 * @param readers roles that may see it at all
 * @param view what a reader of an allowed role sees of one feature: itself, a redacted copy, or nothing
 * @param standing how a live feature enters a new drill, with its passing state reset; empty = it does not
 */
public record CollectionType<P extends Record>(
        String name,
        Class<P> properties,
        GeometryRule geometry,
        Set<Role> readers,
        BiFunction<Reader, Feature<P>, Optional<Feature<P>>> view,
        Function<Feature<P>, Optional<P>> standing) {

    public CollectionType {
        Objects.requireNonNull(properties, "properties");
        Objects.requireNonNull(geometry, "geometry");
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(standing, "standing");
        if (name == null || !name.matches("[a-z][a-z0-9-]{0,40}")) {
            throw new IllegalArgumentException("collection name \"" + name + "\"");
        }
        readers = Set.copyOf(readers);
    }

    /** Nothing of it enters a drill. */
    public CollectionType(
            String name,
            Class<P> properties,
            GeometryRule geometry,
            Set<Role> readers,
            BiFunction<Reader, Feature<P>, Optional<Feature<P>>> view) {
        this(name, properties, geometry, readers, view, feature -> Optional.empty());
    }

    /** The same collection, whose features enter a new drill as this says. */
    public CollectionType<P> standing(Function<Feature<P>, Optional<P>> into) {
        return new CollectionType<>(name, properties, geometry, readers, view, into);
    }

    /** The same collection, of which a reader sees only what this says of the reader's units. */
    public CollectionType<P> seenWhere(BiPredicate<Reader, P> inSight) {
        return new CollectionType<>(
                name,
                properties,
                geometry,
                readers,
                (reader, feature) ->
                        inSight.test(reader, feature.properties()) ? view.apply(reader, feature) : Optional.empty(),
                standing);
    }

    /** What a feature of this collection becomes in a new drill. */
    @SuppressWarnings("unchecked")
    public Optional<P> intoDrill(Feature<?> feature) {
        return standing.apply((Feature<P>) feature);
    }

    /** Every allowed role sees every feature whole. */
    public static <P extends Record> CollectionType<P> open(
            String name, Class<P> properties, GeometryRule geometry, Set<Role> readers) {
        return new CollectionType<>(name, properties, geometry, readers, (reader, feature) -> Optional.of(feature));
    }

    /** What this reader sees of a feature of this collection. */
    @SuppressWarnings("unchecked")
    public Optional<Feature<P>> see(Reader reader, Feature<?> feature) {
        if (!readers.contains(reader.role())) {
            return Optional.empty();
        }
        return view.apply(reader, (Feature<P>) feature);
    }
}
