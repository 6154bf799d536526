package org.anlan.unit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.anlan.geo.GeoJson;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A GeoJSON file of villages or areas. Members of the properties that nobody knows are passed over, so that the file
 * may carry remarks.
 */
record UnitFile<I>(List<Row<I>> rows, List<BadRow> bad) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @param number from 1, as they stand in the file */
    record Row<I>(int number, String id, Geometry geometry, I input) {}

    /** @param reason in Chinese and English, for the log */
    record BadRow(int number, String id, String reason) {}

    UnitFile {
        rows = List.copyOf(rows);
        bad = List.copyOf(bad);
    }

    /** @throws IOException when there is no such file, or it is no FeatureCollection */
    static <I> UnitFile<I> read(Path file, Class<I> input) throws IOException {
        JsonNode features;
        try {
            features = JSON.readTree(Files.readString(file)).path("features");
        } catch (JacksonException problem) {
            throw new IOException(file + " is not JSON: " + problem.getOriginalMessage(), problem);
        }
        if (!features.isArray()) {
            throw new IOException(file + " is not a GeoJSON FeatureCollection");
        }
        List<Row<I>> rows = new ArrayList<>();
        List<BadRow> bad = new ArrayList<>();
        for (int index = 0; index < features.size(); index++) {
            JsonNode feature = features.get(index);
            String id = feature.path("properties").path("code").asString("?");
            try {
                I properties = JSON.treeToValue(feature.path("properties"), input);
                rows.add(new Row<>(index + 1, id, GeoJson.read(feature.path("geometry")), properties));
            } catch (RuntimeException problem) { // whatever a broken geometry makes of itself, the other rows count
                bad.add(new BadRow(index + 1, id, firstLine(problem)));
            }
        }
        return new UnitFile<>(rows, bad);
    }

    private static String firstLine(RuntimeException problem) {
        String message = problem instanceof JacksonException json ? json.getOriginalMessage() : problem.getMessage();
        return String.valueOf(message).lines().findFirst().orElse(problem.toString());
    }
}
