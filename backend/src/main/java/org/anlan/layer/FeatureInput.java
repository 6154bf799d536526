package org.anlan.layer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.anlan.geo.GeometryCheck;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.RowException;
import org.anlan.layer.store.RowGeometry;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;

/**
 * A feature of a layer as somebody sends it: checked like a row of the layer's file, and that it lies where the county is.
 *
 * @param geometry EPSG:4490 lon/lat, valid, of the layer's kind
 * @param properties plain values under names that the layer has
 */
record FeatureInput(Geometry geometry, Map<String, Object> properties) {

    private static final Set<String> MEMBERS = Set.of("type", "id", "geometry", "properties", "bbox");
    private static final int ID_LENGTH = 64;
    private static final int TEXT_LENGTH = 500;
    private static final int MOST_POSITIONS = 20_000;

    /** A layer may reach beyond the county, as rivers and roads do; farther than this it is a mistake. */
    private static final double REACH_METRES = 200_000;

    /** @throws PictureException 422 naming the field */
    static FeatureInput read(JsonNode body, String id, LayerDefinition layer, County county) {
        if (!body.path("type").asString("").equals("Feature")) {
            throw refuse("type", "type", body.path("type"), "须为 \"Feature\"", "must be \"Feature\"");
        }
        for (String member : body.propertyNames()) {
            if (!MEMBERS.contains(member)) {
                throw refuse(
                        "unknown-field",
                        member,
                        body.get(member),
                        "这里没有这个字段;内容放在 properties 里",
                        "no such member here; what you send belongs in properties");
            }
        }
        requireId(body.path("id"), id);
        return new FeatureInput(
                geometry(body.path("geometry"), layer, county), properties(body.path("properties"), layer));
    }

    private static void requireId(JsonNode given, String id) {
        if (id.isBlank() || id.length() > ID_LENGTH || id.codePoints().anyMatch(Character::isISOControl)) {
            throw new PictureException(Problem.field(
                    "id",
                    "id",
                    id,
                    "编号须为 1 至 64 个字符,不含控制字符",
                    "an id has 1 to 64 characters and no control characters"));
        }
        if (!given.isMissingNode() && !given.asString("").equals(id)) {
            throw refuse("value", "id", given, "须与路径一致:" + id, "must be as in the path: " + id);
        }
    }

    private static Geometry geometry(JsonNode node, LayerDefinition layer, County county) {
        Geometry geometry;
        try {
            geometry = RowGeometry.read(node, layer.geometry());
        } catch (RowException bad) {
            throw refuse(
                    "geometry", "geometry", node, bad.text().zh(), bad.text().en());
        }
        if (geometry.getNumPoints() > MOST_POSITIONS) {
            throw refuse(
                    "too-large",
                    "geometry",
                    node,
                    "坐标最多 20000 个,现有 " + geometry.getNumPoints() + " 个",
                    "at most 20,000 positions, not " + geometry.getNumPoints());
        }
        Envelope box = geometry.getEnvelopeInternal();
        for (Coordinate corner :
                List.of(new Coordinate(box.getMinX(), box.getMinY()), new Coordinate(box.getMaxX(), box.getMaxY()))) {
            requireNear(corner, node, county);
        }
        return geometry;
    }

    private static void requireNear(Coordinate place, JsonNode node, County county) {
        if (county.metresOutside(place) <= REACH_METRES) {
            return;
        }
        if (GeometryCheck.looksSwapped(place, county.envelope())) {
            throw refuse("swapped", "geometry", node, "经纬度颠倒:应先经度后纬度", "the wrong way round: longitude comes first");
        }
        throw refuse(
                "far",
                "geometry",
                node,
                "超出" + county.name() + " 200 千米以外:" + place.x + ", " + place.y,
                "more than 200 km outside " + county.nameEn() + ": " + place.x + ", " + place.y);
    }

    private static Map<String, Object> properties(JsonNode node, LayerDefinition layer) {
        if (node.isMissingNode() || node.isNull()) {
            return Map.of();
        }
        if (!node.isObject()) {
            throw refuse("type", "properties", node, "须为对象", "must be an object");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        List<Problem.Violation> wrong = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            String field = "properties." + property.getKey();
            if (!layer.properties().contains(property.getKey())) {
                String names = String.join(" ", layer.properties());
                wrong.add(violation(
                        field,
                        property.getValue(),
                        "本图层没有这个属性;有:" + names,
                        "the layer has no such property; it has: " + names));
            } else if (!isPlain(property.getValue())) {
                wrong.add(violation(
                        field,
                        property.getValue(),
                        "须为不超过 500 字的文字、数、真假或空",
                        "must be a text of at most 500 characters, a number, a boolean or null"));
            } else {
                values.put(property.getKey(), plain(property.getValue()));
            }
        }
        if (!wrong.isEmpty()) {
            throw new PictureException(Problem.fields("properties", wrong));
        }
        return values;
    }

    private static boolean isPlain(JsonNode value) {
        return value.isString()
                ? value.stringValue().length() <= TEXT_LENGTH
                : value.isNumber() || value.isBoolean() || value.isNull();
    }

    private static Object plain(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isNumber()) {
            return value.numberValue();
        }
        return value.isNull() ? null : value.booleanValue();
    }

    private static Problem.Violation violation(String field, JsonNode value, String zh, String en) {
        return new Problem.Violation(field, Problem.shown(value), new org.anlan.picture.Text(zh, en));
    }

    private static PictureException refuse(String code, String field, JsonNode value, String zh, String en) {
        Object shown = value.isMissingNode() ? "null" : value.isString() ? value.stringValue() : value;
        return new PictureException(Problem.field(code, field, shown, zh, en));
    }
}
