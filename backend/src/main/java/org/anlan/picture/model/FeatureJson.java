package org.anlan.picture.model;

import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.anlan.geo.GeoJson;
import org.anlan.picture.Problem;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Features as GeoJSON text: the form of the wire, of the log and of {@code feature.body}. Reading is lenient about
 * members that a newer version of a properties record no longer has; what people send is read strictly elsewhere.
 */
public final class FeatureJson {

    private final Registry registry;
    private final JsonMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // a record's isDyke() is a question to it, not a member of the wire
            .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
            .build();

    public FeatureJson(Registry registry) {
        this.registry = registry;
    }

    /** One line of JSON, members in the order type, id, collection, version, seq, updated, by, geometry, properties. */
    public String encode(Feature<?> feature) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = mapper.createGenerator(text)) {
            write(feature, json);
        }
        return text.toString();
    }

    public void write(Feature<?> feature, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("type", "Feature");
        json.writeStringProperty("id", feature.id());
        json.writeStringProperty("collection", feature.collection());
        json.writeNumberProperty("version", feature.version());
        json.writeNumberProperty("seq", feature.seq());
        json.writeStringProperty("updated", feature.updated().toString());
        json.writeStringProperty("by", feature.by());
        json.writeName("geometry");
        if (feature.geometry() == null) {
            json.writeNull();
        } else {
            GeoJson.write(feature.geometry(), json);
        }
        json.writePOJOProperty("properties", feature.properties());
        json.writeEndObject();
    }

    /** A feature's properties as its JSON has them. */
    public ObjectNode properties(Feature<?> feature) {
        return mapper.valueToTree(feature.properties());
    }

    /** Many features as one JSON array. */
    public String encodeAll(Collection<Feature<?>> features) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = mapper.createGenerator(text)) {
            json.writeStartArray();
            features.forEach(feature -> write(feature, json));
            json.writeEndArray();
        }
        return text.toString();
    }

    /** What {@link #encodeAll} wrote. */
    public List<Feature<?>> decodeAll(String text) {
        List<Feature<?>> all = new ArrayList<>();
        mapper.readTree(text)
                .forEach(node -> all.add(
                        decode(registry.collection(node.get("collection").asString()), node)));
        return all;
    }

    /** The answer about a feature that is gone, or that the caller may not see. */
    public String encodeRemoved(String collection, String id) {
        return mapper.writeValueAsString(
                mapper.createObjectNode().put("collection", collection).put("id", id));
    }

    /** Reads what {@link #encode} wrote. */
    public Feature<?> decode(String text) {
        JsonNode json = mapper.readTree(text);
        return decode(registry.collection(json.get("collection").asString()), json);
    }

    private <P extends Record> Feature<P> decode(CollectionType<P> type, JsonNode json) {
        JsonNode place = json.get("geometry");
        Geometry geometry = place == null || place.isNull() ? null : GeoJson.read(place);
        return new Feature<>(
                type.name(),
                json.get("id").asString(),
                geometry,
                mapper.treeToValue(json.get("properties"), type.properties()),
                json.get("version").asLong(),
                json.get("seq").asLong(),
                Instant.parse(json.get("updated").asString()),
                json.get("by").asString());
    }

    public String encodeProblem(Problem problem) {
        return mapper.writeValueAsString(problem);
    }

    public Problem decodeProblem(String text) {
        return mapper.readValue(text, Problem.class);
    }
}
