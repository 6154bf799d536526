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
 * @param ownWords whether a feature is the reader's own, with the phone numbers in its texts that the role does not see
 * @param standing how a live feature enters a new drill, with its passing state reset; empty = it does not
 */
public record CollectionType<P extends Record>(
        String name,
        Class<P> properties,
        GeometryRule geometry,
        Set<Role> readers,
        BiFunction<Reader, Feature<P>, Optional<Feature<P>>> view,
        BiPredicate<Reader, Feature<P>> ownWords,
        Function<Feature<P>, Optional<P>> standing) {

    public CollectionType {
        Objects.requireNonNull(properties, "properties");
        Objects.requireNonNull(geometry, "geometry");
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(ownWords, "ownWords");
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
        this(name, properties, geometry, readers, view, (reader, feature) -> false, feature -> Optional.empty());
    }

    /** The same collection, whose features enter a new drill as this says. */
    public CollectionType<P> standing(Function<Feature<P>, Optional<P>> into) {
        return new CollectionType<>(name, properties, geometry, readers, view, ownWords, into);
    }

    /** The same collection, of which a reader sees such features with the phone numbers in their texts. */
    public CollectionType<P> ownWords(BiPredicate<Reader, Feature<P>> own) {
        return new CollectionType<>(name, properties, geometry, readers, view, own, standing);
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
                ownWords,
                standing);
    }

    /** What a feature of this collection becomes in a new drill. */
    @SuppressWarnings("unchecked")
    public Optional<P> intoDrill(Feature<?> feature) {
        return standing.apply((Feature<P>) feature);
    }

    /** Every allowed role sees every feature. */
    public static <P extends Record> CollectionType<P> open(
            String name, Class<P> properties, GeometryRule geometry, Set<Role> readers) {
        return new CollectionType<>(name, properties, geometry, readers, (reader, feature) -> Optional.of(feature));
    }

    /** Whether this reader sees anything of a feature of this collection; for less than {@link #see} costs. */
    @SuppressWarnings("unchecked")
    public boolean isSeen(Reader reader, Feature<?> feature) {
        return readers.contains(reader.role())
                && view.apply(reader, (Feature<P>) feature).isPresent();
    }

    /** What this reader sees of a feature of this collection: its view, without phone numbers unless they are for it. */
    @SuppressWarnings("unchecked")
    public Optional<Feature<P>> see(Reader reader, Feature<?> feature) {
        if (!readers.contains(reader.role())) {
            return Optional.empty();
        }
        Feature<P> stored = (Feature<P>) feature;
        Optional<Feature<P>> seen = view.apply(reader, stored);
        return PhoneNumbers.areHiddenFrom(reader.role()) && !ownWords.test(reader, stored)
                ? seen.map(CollectionType::withoutNumbers)
                : seen;
    }

    private static <P extends Record> Feature<P> withoutNumbers(Feature<P> feature) {
        P less = Texts.withoutNumbers(feature.properties());
        return less == feature.properties() ? feature : feature.withProperties(less);
    }
}
