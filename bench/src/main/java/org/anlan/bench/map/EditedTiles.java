package org.anlan.bench.map;

import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.bench.load.Api;
import org.anlan.bench.load.Latencies;
import org.anlan.bench.report.Row;
import org.anlan.geo.GeoJson;
import org.anlan.layer.store.LayerRow;
import org.anlan.layer.tile.TileAddress;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import tools.jackson.core.JsonGenerator;

/** From the sending of a durable edit until its tile has arrived and shows it, beside an UPDATE and ST_AsMVT. */
final class EditedTiles {

    static final int ZOOM = 16;
    private static final int EDITS = 300;
    private static final int EDITS_IN_SHORT = 50;
    private static final int WARM_UP = 200;
    private static final double P99_MILLIS = 100;
    /** About a metre, eight units of a tile. */
    private static final double DEGREES = 1e-5;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Buildings buildings;
    /** Places of the buildings to edit, those of the warm-up first. */
    private final List<Integer> places;

    EditedTiles(Buildings buildings, Random random, Context context) {
        this.buildings = buildings;
        int edits = WARM_UP + context.count(EDITS, EDITS_IN_SHORT);
        this.places = random.ints(0, buildings.rows().size())
                .distinct()
                .limit(edits)
                .boxed()
                .toList();
    }

    Latencies measure(PostgisTiles theirs) throws Exception {
        long[] nanos = new long[places.size()];
        for (int edit = 0; edit < nanos.length; edit++) {
            TileAddress tile = tile(places.get(edit));
            long began = System.nanoTime();
            theirs.move(places.get(edit));
            theirs.encode(tile);
            nanos[edit] = System.nanoTime() - began;
        }
        return warm(nanos);
    }

    private static Latencies warm(long[] nanos) {
        return Latencies.of(IntStream.range(WARM_UP, nanos.length)
                .mapToLong(edit -> nanos[edit])
                .toArray());
    }

    /** @throws IllegalStateException when a tile does not show its edit */
    Row measure(String address, Api api, Latencies theirs) throws Exception {
        String token = api.token("duty-officer");
        long[] nanos = new long[places.size()];
        for (int edit = 0; edit < nanos.length; edit++) {
            LayerRow row = buildings.rows().get(places.get(edit));
            HttpRequest put = authorized(
                            address + "/api/layers/" + buildings.layer().id() + "/features/" + row.id(), token)
                    .header("Content-Type", "application/geo+json")
                    .PUT(HttpRequest.BodyPublishers.ofString(moved(row)))
                    .build();
            HttpRequest get = authorized(address + buildings.path(tile(places.get(edit))), token)
                    .header("Accept-Encoding", "gzip")
                    .build();
            String before = tag(get);
            long began = System.nanoTime();
            HttpResponse<String> answer = CLIENT.send(put, HttpResponse.BodyHandlers.ofString());
            String after = tag(get);
            nanos[edit] = System.nanoTime() - began;
            if (answer.statusCode() != 200 || after.equals(before)) {
                throw new IllegalStateException(
                        "the tile does not show the edit of " + row.id() + ": " + answer.body());
            }
        }
        Latencies ours = warm(nanos);
        Say.line("an edit and its tile: p50 %.1f ms, p99 %.1f ms beside %.1f ms", ours.p50(), ours.p99(), theirs.p99());
        return Row.of("an edit until its tile shows it, z" + ZOOM + ", p99", "ms", ours.p99())
                .beside("PostgreSQL UPDATE, then ST_AsMVT", theirs.p99())
                .wanted("≤ 100 ms", value -> value <= P99_MILLIS);
    }

    private static HttpRequest.Builder authorized(String address, String token) {
        return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token);
    }

    private static String tag(HttpRequest get) throws Exception {
        return CLIENT.send(get, HttpResponse.BodyHandlers.ofByteArray())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    private TileAddress tile(int place) {
        return TileAddresses.of(buildings.rows().get(place).geometry().getCoordinate(), ZOOM);
    }

    private static String moved(LayerRow row) {
        Geometry there =
                AffineTransformation.translationInstance(DEGREES, DEGREES).transform(row.geometry());
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Api.JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("type", "Feature");
            json.writeName("geometry");
            GeoJson.write(there, json);
            json.writePOJOProperty("properties", row.properties());
            json.writeEndObject();
        }
        return text.toString();
    }
}
