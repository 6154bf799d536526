package org.anlan.web;

import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A feature's values by name, as its JSON shows them: properties, and members of members as {@code reporter.name}.
 * {@code id}, {@code version}, {@code seq}, {@code updated} and {@code by} are the feature's own unless a property has
 * that name.
 */
final class FeatureValues implements Function<String, Object> {

    private static final Set<String> OWN = Set.of("id", "version", "seq", "updated", "by");
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Feature<?> feature;
    private JsonValues properties;

    FeatureValues(Feature<?> feature) {
        this.feature = feature;
    }

    static Set<String> names(CollectionType<?> type) {
        Set<String> names = new TreeSet<>(OWN);
        Arrays.stream(type.properties().getRecordComponents()).forEach(component -> names.add(component.getName()));
        return names;
    }

    @Override
    public Object apply(String name) {
        if (properties == null) {
            properties = new JsonValues(MAPPER.valueToTree(feature.properties()));
        }
        return properties.has(name) ? properties.apply(name) : own(name);
    }

    private Object own(String name) {
        return switch (name) {
            case "id" -> feature.id();
            case "version" -> feature.version();
            case "seq" -> feature.seq();
            case "updated" -> Date.from(feature.updated());
            case "by" -> feature.by();
            default -> null;
        };
    }
}
