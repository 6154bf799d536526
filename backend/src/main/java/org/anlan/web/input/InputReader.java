package org.anlan.web.input;

import java.util.Set;
import org.anlan.geo.GeoException;
import org.anlan.geo.GeoJson;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.json.JsonProblems;
import org.anlan.picture.json.StrictJson;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.GeometryRule;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON tree to what a command takes: its input record and, for create and edit, a geometry. */
public final class InputReader {

    /** Members of a feature that the server gives; accepted when a feature is sent back as it was read. */
    private static final Set<String> GIVEN = Set.of("id", "collection", "version", "seq", "updated", "by");

    private static final Set<String> TAKEN = Set.of("type", "geometry", "properties", "bbox");

    private final JsonMapper mapper = StrictJson.mapper();

    /** What the body of create and edit holds. */
    public record FeatureInput<I>(Geometry geometry, I input) {}

    /**
     * @param id the addressed feature, or null for create: then the body may not name one
     * @throws PictureException 422 naming the field
     */
    public <I> FeatureInput<I> feature(JsonNode body, CollectionType<?> type, CommandType<I> command, String id) {
        frame(body, type, id);
        JsonNode properties = body.path("properties");
        if (!properties.isObject()) {
            throw refuse("type", "properties", properties, "须为对象", "must be an object");
        }
        return new FeatureInput<>(
                geometry(body.get("geometry"), type.geometry()), value(properties, command.input(), "properties"));
    }

    /** The body of a command other than create and edit: the plain members of its input. */
    public <I> I plain(JsonNode body, CommandType<I> command) {
        return value(body, command.input(), "");
    }

    private static void frame(JsonNode body, CollectionType<?> type, String id) {
        if (!body.path("type").asString("").equals("Feature")) {
            throw refuse("type", "type", body.get("type"), "须为 \"Feature\"", "must be \"Feature\"");
        }
        for (String member : body.propertyNames()) {
            if (!TAKEN.contains(member) && (id == null || !GIVEN.contains(member))) {
                throw refuse(
                        "unknown-field",
                        member,
                        body.get(member),
                        "这里没有这个字段;内容放在 properties 里",
                        "no such member here; what you send belongs in properties");
            }
        }
        if (id != null) {
            same(body, "id", id);
            same(body, "collection", type.name());
        }
    }

    private static void same(JsonNode body, String member, String expected) {
        JsonNode given = body.get(member);
        if (given != null && !given.asString("").equals(expected)) {
            throw refuse("value", member, given, "须与路径一致:" + expected, "must be as in the path: " + expected);
        }
    }

    private <I> I value(JsonNode node, Class<I> type, String prefix) {
        try {
            return mapper.treeToValue(node, type);
        } catch (JacksonException problem) {
            throw new PictureException(JsonProblems.of(problem, node, prefix));
        }
    }

    private static Geometry geometry(JsonNode node, GeometryRule rule) {
        if (node == null || node.isNull()) {
            return null;
        }
        Geometry geometry;
        try {
            geometry = GeoJson.read(node);
        } catch (GeoException problem) {
            throw refuse("geometry", "geometry", node, problem.chinese(), problem.english());
        }
        rule.check(geometry).ifPresent(problem -> {
            throw new PictureException(problem);
        });
        return geometry;
    }

    private static PictureException refuse(String code, String field, JsonNode value, String zh, String en) {
        Object shown = value == null || value.isMissingNode() ? "null" : value.isString() ? value.stringValue() : value;
        return new PictureException(Problem.field(code, field, shown, zh, en));
    }
}
