package org.anlan.ogc;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.anlan.ogc.query.ItemsQuery;
import org.anlan.picture.Reader;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Picture;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.node.ObjectNode;

/**
 * A collection of the picture. Its pages follow the id, so that a feature which is there all the time is on exactly one
 * page whatever else changes meanwhile. Its time is that of the feature's last change.
 */
record PictureSource<P extends Record>(CollectionType<P> type, Picture picture, Reader reader, FeatureJson json)
        implements Source {

    @Override
    public String id() {
        return type.name();
    }

    @Override
    public String title() {
        return type.name();
    }

    @Override
    public String description() {
        return "态势要素 features of the picture";
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(Set.of("id", "version", "seq", "updated", "by"));
        Arrays.stream(type.properties().getRecordComponents()).forEach(component -> names.add(component.getName()));
        return names;
    }

    @Override
    public Extent extent() {
        return picture.list(type).stream()
                .flatMap(this::seen)
                .reduce(
                        Extent.nothing(),
                        (extent, feature) -> extent.with(box(feature), feature.updated()),
                        (one, other) -> {
                            throw new IllegalStateException("the stream is not parallel");
                        });
    }

    private static Envelope box(Feature<?> feature) {
        return feature.geometry() == null ? new Envelope() : feature.geometry().getEnvelopeInternal();
    }

    @Override
    public Page page(ItemsQuery query) {
        List<Feature<P>> matched = candidates(query)
                .flatMap(this::seen)
                .filter(feature -> answers(feature, query))
                .toList();
        List<Item> found = matched.stream()
                .filter(feature -> feature.id().compareTo(query.after()) > 0)
                .sorted(Comparator.comparing(Feature::id))
                .limit(query.limit() + 1L)
                .map(this::item)
                .toList();
        return Page.of(found, query.limit(), OptionalLong.of(matched.size()));
    }

    private Stream<Feature<P>> candidates(ItemsQuery query) {
        return query.area()
                .map(area -> picture.within(type, area.getEnvelopeInternal()).stream())
                .orElseGet(() -> picture.list(type).stream());
    }

    private Stream<Feature<P>> seen(Feature<P> feature) {
        return type.see(reader, feature).stream();
    }

    private boolean answers(Feature<P> feature, ItemsQuery query) {
        return query.period().map(period -> period.contains(feature.updated())).orElse(true)
                && query.area().map(area -> touches(area, feature.geometry())).orElse(true)
                && (!query.asksForValues() || item(feature).answers(query));
    }

    private static boolean touches(Geometry area, Geometry geometry) {
        return geometry != null && area.intersects(geometry);
    }

    @Override
    public Optional<Item> find(String id) {
        return picture.find(type, id).stream()
                .flatMap(this::seen)
                .map(this::item)
                .findFirst();
    }

    /** The properties, and what else is known of the feature unless a property has that name. */
    private Item item(Feature<P> feature) {
        ObjectNode properties = json.properties(feature);
        if (!properties.has("version")) {
            properties.put("version", feature.version());
        }
        if (!properties.has("seq")) {
            properties.put("seq", feature.seq());
        }
        if (!properties.has("updated")) {
            properties.put("updated", feature.updated().toString());
        }
        if (!properties.has("by")) {
            properties.put("by", feature.by());
        }
        return new Item(feature.id(), feature.geometry(), properties);
    }
}
