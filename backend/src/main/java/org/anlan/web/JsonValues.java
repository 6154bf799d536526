package org.anlan.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The members of a JSON object by name, members of members as {@code reporter.name}: what a filter compares. A text that
 * is a time with its offset is a {@link Date}; lists and objects are their JSON; null when there is none.
 */
public record JsonValues(JsonNode object) implements Function<String, Object> {

    public boolean has(String name) {
        return !find(name).isMissingNode();
    }

    @Override
    public Object apply(String name) {
        return value(find(name));
    }

    private JsonNode find(String name) {
        JsonNode node = object;
        for (String step : name.split("\\.")) {
            node = node.path(step);
        }
        return node;
    }

    private static Object value(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
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
