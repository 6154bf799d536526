package org.anlan.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.anlan.picture.Change;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Picture;
import org.anlan.web.stream.LatestJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of pictures, changes, collections and histories. */
final class PictureWriter {

    private final FeatureJson features;
    private final JsonMapper mapper = JsonMapper.shared();

    PictureWriter(FeatureJson features) {
        this.features = features;
    }

    byte[] feature(Feature<?> feature) {
        return bytes(json -> features.write(feature, json));
    }

    /** @param past the time it is shown of, or null for now */
    byte[] picture(Picture picture, List<Feature<?>> seen, LatestJson.Encoded latest, Instant past) {
        return bytes(json -> {
            json.writeStartObject();
            json.writeStringProperty("space", picture.space());
            json.writeStringProperty("epoch", picture.epoch());
            json.writeNumberProperty("seq", picture.seq());
            json.writeStringProperty("at", (past == null ? picture.at() : past).toString());
            if (past != null) {
                json.writeBooleanProperty("past", true);
            }
            features(seen, json);
            json.writeName("latest");
            json.writeRawValue(new String(latest.json(), StandardCharsets.UTF_8));
            json.writeEndObject();
        });
    }

    byte[] latest(String space, Instant at, LatestJson.Encoded latest) {
        return bytes(json -> {
            json.writeStartObject();
            json.writeStringProperty("space", space);
            json.writeStringProperty("at", at.toString());
            json.writeName("latest");
            json.writeRawValue(new String(latest.json(), StandardCharsets.UTF_8));
            json.writeEndObject();
        });
    }

    /** Each part of the time with its begin and its number of changes. */
    byte[] timeline(Space.Timeline timeline, long seq) {
        long whole = Duration.between(timeline.from(), timeline.to()).toMillis();
        int parts = timeline.counts().length;
        return bytes(json -> {
            json.writeStartObject();
            json.writeStringProperty("from", timeline.from().toString());
            json.writeStringProperty("to", timeline.to().toString());
            json.writeNumberProperty("seq", seq);
            json.writeName("buckets");
            json.writeStartArray();
            for (int index = 0; index < parts; index++) {
                json.writeStartObject();
                json.writeStringProperty(
                        "at", timeline.from().plusMillis(whole * index / parts).toString());
                json.writeNumberProperty("changes", timeline.counts()[index]);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    byte[] collection(Picture picture, String collection, List<Feature<?>> matched, int limit) {
        List<Feature<?>> returned = matched.subList(0, Math.min(limit, matched.size()));
        return bytes(json -> {
            json.writeStartObject();
            json.writeStringProperty("type", "FeatureCollection");
            json.writeStringProperty("collection", collection);
            json.writeNumberProperty("seq", picture.seq());
            json.writeNumberProperty("numberMatched", matched.size());
            json.writeNumberProperty("numberReturned", returned.size());
            features(returned, json);
            json.writeEndObject();
        });
    }

    private void features(List<Feature<?>> all, JsonGenerator json) {
        json.writeName("features");
        json.writeStartArray();
        all.forEach(feature -> features.write(feature, json));
        json.writeEndArray();
    }

    byte[] changes(Space space, List<Change> log, long seq, Sight sight) {
        return bytes(json -> {
            json.writeStartObject();
            json.writeNumberProperty("seq", seq);
            json.writeName("changes");
            json.writeStartArray();
            Map<String, Boolean> earlier = new HashMap<>();
            for (Change change : log) {
                Optional<Feature<?>> seen =
                        Optional.<Feature<?>>ofNullable(change.feature()).flatMap(sight::see);
                if (seen.isPresent() || sight.tookAway(space, change, earlier)) {
                    change(change, seen, sight.reader().role(), json);
                }
                earlier.put(change.collection() + "/" + change.id(), seen.isPresent());
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void change(Change change, Optional<Feature<?>> seen, Role role, JsonGenerator json) {
        json.writeStartObject();
        head(change, seen.isPresent() ? "put" : "remove", json);
        json.writeStringProperty("recorded", change.recorded().toString());
        if (Role.DESK.contains(role)) {
            json.writeStringProperty("actor", change.actor());
        }
        if (seen.isPresent()) {
            json.writeName("feature");
            features.write(seen.get(), json);
        } else {
            json.writeStringProperty("collection", change.collection());
            json.writeStringProperty("id", change.id());
        }
        json.writeEndObject();
    }

    private static void head(Change change, String op, JsonGenerator json) {
        json.writeNumberProperty("seq", change.seq());
        json.writeStringProperty("at", change.at().toString());
        json.writeStringProperty("op", op);
        json.writeStringProperty("command", change.command());
    }

    /** Null when there is nothing this reader may see. */
    byte[] history(List<Change> versions, Sight sight) {
        boolean[] any = {false};
        byte[] body = bytes(json -> {
            json.writeStartObject();
            json.writeName("versions");
            json.writeStartArray();
            for (Change version : versions) {
                any[0] |= version(version, any[0], sight, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        return any[0] ? body : null;
    }

    private boolean version(Change version, boolean sawEarlier, Sight sight, JsonGenerator json) {
        Optional<Feature<?>> seen =
                Optional.<Feature<?>>ofNullable(version.feature()).flatMap(sight::see);
        if (seen.isEmpty() && (version.isPut() || !sawEarlier)) {
            return false;
        }
        json.writeStartObject();
        head(version, version.op(), json);
        json.writeStringProperty("by", seen.map(Feature::by).orElse(version.actor()));
        if (seen.isPresent()) {
            json.writeName("feature");
            features.write(seen.get(), json);
        }
        json.writeEndObject();
        return true;
    }

    private byte[] bytes(Consumer<JsonGenerator> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = mapper.createGenerator(bytes)) {
            content.accept(json);
        }
        return bytes.toByteArray();
    }
}
