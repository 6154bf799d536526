package org.anlan.layer;

import java.io.ByteArrayOutputStream;
import java.util.function.DoublePredicate;
import org.anlan.geo.GeoException;
import org.anlan.geo.GeoJson;
import org.anlan.geo.GeometryCheck;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.locationtech.jts.geom.Geometry;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** What of a reference layer lies in an area, near a point, nearest to it: GeoJSON, bounded. */
@RestController
class QuestionController {

    private static final MediaType GEOJSON = MediaType.parseMediaType("application/geo+json");
    private static final int MOST = 1000;
    private static final double FARTHEST_METRES = 100_000;

    private final LayerQuestions questions;
    private final JsonMapper json = JsonMapper.shared();

    QuestionController(LayerQuestions questions) {
        this.questions = questions;
    }

    @PostMapping("/api/layers/{layer}/intersecting")
    ResponseEntity<byte[]> intersecting(
            @PathVariable String layer,
            @RequestParam(defaultValue = "100") String limit,
            @RequestBody(required = false) byte[] body) {
        known(layer);
        return answer(questions.intersecting(layer, geometry(body), whole("limit", limit)));
    }

    @GetMapping("/api/layers/{layer}/within")
    ResponseEntity<byte[]> within(
            @PathVariable String layer,
            @RequestParam String lon,
            @RequestParam String lat,
            @RequestParam String metres,
            @RequestParam(defaultValue = "100") String limit) {
        known(layer);
        double reach = number(
                "metres",
                metres,
                value -> value >= 0 && value <= FARTHEST_METRES,
                "须为 0 至 100000 的数(米)",
                "must be a number from 0 to 100,000 (metres)");
        return answer(questions.within(layer, lon(lon), lat(lat), reach, whole("limit", limit)));
    }

    @GetMapping("/api/layers/{layer}/nearest")
    ResponseEntity<byte[]> nearest(
            @PathVariable String layer,
            @RequestParam String lon,
            @RequestParam String lat,
            @RequestParam(defaultValue = "10") String count) {
        known(layer);
        return answer(questions.nearest(layer, lon(lon), lat(lat), whole("count", count)));
    }

    private void known(String layer) {
        if (!questions.has(layer)) {
            throw EditController.unknown(layer);
        }
    }

    private static double lon(String text) {
        return number(
                "lon", text, value -> Math.abs(value) <= 180, "须为 -180 至 180 的经度", "must be a longitude, -180 to 180");
    }

    private static double lat(String text) {
        return number(
                "lat",
                text,
                value -> Math.abs(value) <= 89,
                "须为 -89 至 89 的纬度;经纬度是否颠倒?",
                "must be a latitude, -89 to 89; are lon and lat in each other's place?");
    }

    private static int whole(String name, String text) {
        return (int) number(
                name,
                text,
                value -> value >= 1 && value <= MOST && value == Math.rint(value),
                "须为 1 至 1000 的整数",
                "must be a whole number from 1 to 1,000");
    }

    private static double number(String name, String text, DoublePredicate good, String zh, String en) {
        try {
            double value = Double.parseDouble(text);
            if (good.test(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // the same answer
        }
        throw new PictureException(Problem.field("query", name, text, zh, en));
    }

    private Geometry geometry(byte[] body) {
        try {
            Geometry geometry = GeoJson.read(json.readTree(body == null ? new byte[0] : body));
            var fault = GeometryCheck.fault(geometry);
            if (fault.isPresent()) {
                throw refused(fault.get().chinese(), fault.get().english());
            }
            return geometry;
        } catch (GeoException bad) {
            throw refused(bad.chinese(), bad.english());
        } catch (JacksonException bad) {
            throw refused("须为 GeoJSON 几何对象", "must be a GeoJSON geometry");
        }
    }

    private static PictureException refused(String zh, String en) {
        return new PictureException(Problem.field("geometry", "body", null, zh, en));
    }

    /** {@code numberMatched} of all, {@code numberReturned} here, as in OGC API – Features. */
    private ResponseEntity<byte[]> answer(LayerQuestions.Answer answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeStringProperty("type", "FeatureCollection");
            generator.writeNumberProperty("numberMatched", answer.total());
            generator.writeNumberProperty("numberReturned", answer.found().size());
            generator.writeArrayPropertyStart("features");
            answer.found().forEach(found -> write(found, generator));
            generator.writeEndArray();
            generator.writeEndObject();
        }
        return ResponseEntity.ok().contentType(GEOJSON).body(out.toByteArray());
    }

    private static void write(LayerQuestions.Found found, JsonGenerator generator) {
        generator.writeStartObject();
        generator.writeStringProperty("type", "Feature");
        generator.writeStringProperty("id", found.id());
        if (found.metres() != null) {
            generator.writeNumberProperty("metres", Math.round(found.metres() * 10) / 10.0);
        }
        generator.writeName("geometry");
        GeoJson.write(found.geometry(), generator);
        generator.writePOJOProperty("properties", found.properties());
        generator.writeEndObject();
    }
}
