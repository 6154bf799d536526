package org.anlan.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import tools.jackson.databind.JsonNode;
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
    private JsonNode properties;

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
            properties = MAPPER.valueToTree(feature.properties());
        }
        JsonNode node = properties;
        for (String step : name.split("\\.")) {
            node = node.path(step);
        }
        return node.isMissingNode() ? own(name) : value(node);
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

    private static Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (!node.isString()) {
            return node.toString();
        }
        String text = node.stringValue();
        return looksLikeTime(text) ? time(text) : text;
    }

    private static boolean looksLikeTime(String text) {
        return text.length() >= 17 && text.length() <= 35 && text.charAt(4) == '-' && text.charAt(10) == 'T';
    }

    private static Object time(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return Date.from(time);
        } catch (DateTimeParseException justText) {
            return text;
        }
    }
}
