package org.anlan.layer.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.anlan.layer.catalogue.GeometryKind;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** A GeoJSON FeatureCollection on disk, read feature by feature. */
public final class LayerFile {

    /** Part of the hash: a change in what is accepted makes every file be read again. */
    private static final String RULES = "1";

    private final Path path;
    private final GeometryKind kind;
    private final JsonMapper mapper;
    private final ObjectReader features;

    public LayerFile(Path path, GeometryKind kind, JsonMapper mapper) {
        this.path = path;
        this.kind = kind;
        this.mapper = mapper;
        this.features = mapper.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    public record Content(List<LayerRow> rows, List<Refusal> refusals) {}

    /** SHA-256 of the content, the layer's kind and the rules of reading; 64 hexadecimal digits. */
    public String hash() throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        digest.update((kind.word() + RULES).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * @throws IOException when the file cannot be read
     * @throws tools.jackson.core.JacksonException when it is no JSON
     * @throws IllegalArgumentException when it holds no features
     */
    public Content read() throws IOException {
        List<LayerRow> rows = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
                JsonParser json = mapper.createParser(in)) {
            enterFeatures(json);
            for (int row = 1; json.nextToken() != JsonToken.END_ARRAY; row++) {
                JsonNode feature = features.readTree(json);
                String id = id(feature, row);
                try {
                    rows.add(row(feature, id, row, ids));
                } catch (RowException bad) {
                    refusals.add(
                            new Refusal(row, id, bad.text().zh(), bad.text().en()));
                }
            }
        }
        return new Content(rows, refusals);
    }

    private void enterFeatures(JsonParser json) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException(path + " is no GeoJSON FeatureCollection");
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean here = json.currentName().equals("features");
            JsonToken value = json.nextToken();
            if (here && value == JsonToken.START_ARRAY) {
                return;
            }
            json.skipChildren();
        }
        throw new IllegalArgumentException(path + " has no array \"features\"");
    }

    private LayerRow row(JsonNode feature, String id, int row, Set<String> ids) {
        if (id.length() > 64) {
            throw new RowException("编号超过 64 个字符", "the id has more than 64 characters");
        }
        if (!ids.add(id)) {
            throw new RowException("编号 " + id + " 重复", "the id " + id + " occurs twice");
        }
        return new LayerRow(id, row, RowGeometry.read(feature.path("geometry"), kind), properties(feature));
    }

    private Map<String, Object> properties(JsonNode feature) {
        JsonNode properties = feature.path("properties");
        if (properties.isMissingNode() || properties.isNull()) {
            return Map.of();
        }
        if (!properties.isObject()) {
            throw new RowException("properties 不是对象", "properties is no object");
        }
        return mapper.convertValue(properties, new tools.jackson.core.type.TypeReference<Map<String, Object>>() {});
    }

    private static String id(JsonNode feature, int row) {
        String id = feature.path("id").asString("");
        return id.isBlank() ? "row-" + row : id;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
