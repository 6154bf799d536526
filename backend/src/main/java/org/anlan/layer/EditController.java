package org.anlan.layer;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.anlan.geo.GeoJson;
import org.anlan.layer.store.LayerEdits;
import org.anlan.layer.store.LayerRow;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.web.input.BodyReader;
import org.anlan.web.input.IfMatch;
import org.locationtech.jts.geom.Geometry;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Features of reference layers one by one, to read and to edit. What is answered is on the disk, and tiles, questions and
 * OGC API of this node show it from then on; other nodes a moment later.
 */
@RestController
@RequestMapping("/api/layers/{layer}/features/{id}")
class EditController {

    private static final MediaType GEOJSON = MediaType.parseMediaType("application/geo+json");

    private final Layers layers;
    private final LayerEdits edits;
    private final LayerWatch watch;
    private final County county;
    private final BodyReader bodies = new BodyReader();

    EditController(Layers layers, LayerEdits edits, LayerWatch watch, County county) {
        this.layers = layers;
        this.edits = edits;
        this.watch = watch;
        this.county = county;
    }

    @GetMapping
    ResponseEntity<byte[]> get(@PathVariable String layer, @PathVariable String id) {
        LiveLayer live = live(layer);
        LayerEdits.Versioned found = edits.find(layer, id).orElseThrow(() -> LayerEdits.missing(layer, id));
        LayerRow row = found.row();
        Map<String, Object> shown = new LinkedHashMap<>();
        live.definition()
                .properties()
                .forEach(name -> shown.put(name, row.properties().get(name)));
        return answer(200, found.version(), feature(id, row.geometry(), shown));
    }

    /** Creates (201) or replaces (200). */
    @PutMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, "application/geo+json"})
    ResponseEntity<byte[]> put(
            @PathVariable String layer,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch,
            @RequestBody(required = false) byte[] body,
            Actor actor) {
        LiveLayer live = live(layer);
        Long expected = IfMatch.version(ifMatch);
        FeatureInput input = FeatureInput.read(bodies.object(body), id, live.definition(), county);
        LayerEdits.Done done = edits.put(layer, id, input.geometry(), input.properties(), actor.id(), expected);
        watch.edited();
        return answer(done.created() ? 201 : 200, done.version(), feature(id, input.geometry(), input.properties()));
    }

    @DeleteMapping
    ResponseEntity<Void> remove(
            @PathVariable String layer,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch,
            Actor actor) {
        live(layer);
        edits.remove(layer, id, actor.id(), IfMatch.version(ifMatch));
        watch.edited();
        return ResponseEntity.noContent().build();
    }

    private LiveLayer live(String layer) {
        return layers.find(layer).orElseThrow(() -> unknown(layer));
    }

    static PictureException unknown(String layer) {
        String shown = Problem.shown(layer);
        return new PictureException(Problem.of(
                404, "layer", "没有图层 " + shown + ",见 /api/layers", "there is no layer " + shown + "; see /api/layers"));
    }

    private static ResponseEntity<byte[]> answer(int status, long version, byte[] body) {
        return ResponseEntity.status(status)
                .contentType(GEOJSON)
                .cacheControl(CacheControl.noStore())
                .eTag("\"" + version + "\"")
                .body(body);
    }

    private static byte[] feature(String id, Geometry geometry, Map<String, Object> properties) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("type", "Feature");
            json.writeStringProperty("id", id);
            json.writeName("geometry");
            GeoJson.write(geometry, json);
            json.writePOJOProperty("properties", properties);
            json.writeEndObject();
        }
        return out.toByteArray();
    }
}
