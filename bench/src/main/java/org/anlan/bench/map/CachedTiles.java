package org.anlan.bench.map;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.bench.load.Api;
import org.anlan.bench.load.Latencies;
import org.anlan.bench.load.Wrk;
import org.anlan.bench.process.AnlanNode;
import org.anlan.bench.process.Nginx;
import org.anlan.bench.report.Row;

/** Tiles that were made before, over HTTP, beside nginx that sends the same bytes from files. */
final class CachedTiles {

    static final int CONNECTIONS = 64;
    private static final int[] ZOOMS = {14, 16};
    private static final int TILES = 200;
    private static final double LEAST = 0.4;
    /** The compilers need so many answers until one is as fast as it will be. */
    private static final int WARM_UP_ANSWERS = 300_000;

    private static final int MOST_WARM_UPS = 10;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Buildings buildings;
    private final Random random;

    CachedTiles(Buildings buildings, Random random) {
        this.buildings = buildings;
        this.random = random;
    }

    /** @param edited and what PostGIS took for the same edits */
    List<Row> measure(Context context, EditedTiles edited, Latencies theirs) throws Exception {
        Path data = context.directory("tiles-node");
        buildings.addTo(data);
        List<Row> rows = new ArrayList<>();
        try (AnlanNode node = AnlanNode.launchedIn(data, context, Map.of())) {
            node.awaitReady();
            Api api = new Api(node.address(), AnlanNode.PASSWORD);
            String token = api.token("viewer");
            for (int zoom : ZOOMS) {
                rows.add(measure(zoom, node, token, context));
            }
            rows.add(edited.measure(node.address(), api, theirs));
        }
        return rows;
    }

    private Row measure(int zoom, AnlanNode node, String token, Context context) throws Exception {
        List<String> paths = TileAddresses.some(buildings.rows(), zoom, TILES, random).stream()
                .map(buildings::path)
                .toList();
        Path files = context.directory("nginx-files");
        long bytes = 0;
        for (String path : paths) {
            byte[] body = get(node.address() + path, token, null).body();
            Path file = files.resolve(path.substring(1));
            Files.createDirectories(file.getParent());
            Files.write(file, body);
            bytes += body.length;
        }
        int rounds = context.rounds();
        double[] ours = new double[rounds];
        double[] theirs = new double[rounds];
        try (Nginx nginx = Nginx.serving(files, paths.get(0), context)) {
            same(paths, node.address(), nginx.address(), token);
            Wrk wrk = new Wrk(context, paths, token, CONNECTIONS);
            warmUp(wrk, node.address(), context);
            for (int round = 0; round < rounds; round++) {
                ours[round] = wrk.perSecond(node.address(), context.length());
                theirs[round] = wrk.perSecond(nginx.address(), context.length());
                Say.line("cached z%d: %.0f/s beside %.0f/s", zoom, ours[round], theirs[round]);
            }
        }
        String what = String.format("cached tiles z%d, mean %.1f kB", zoom, bytes / 1000.0 / paths.size());
        return Row.of(what, "1/s", ours)
                .beside("nginx, files", theirs)
                .wantedRatio("≥ 0.4 ×, 304 by ETag", ratio -> ratio >= LEAST);
    }

    private static void warmUp(Wrk wrk, String address, Context context) throws Exception {
        double answers = 0;
        for (int time = 0; time < MOST_WARM_UPS && answers < WARM_UP_ANSWERS; time++) {
            answers +=
                    wrk.perSecond(address, context.length()) * context.length().toSeconds();
        }
    }

    /** Both send the same bytes, and 304 to whoever has them. */
    private static void same(List<String> paths, String ours, String theirs, String token) throws Exception {
        for (String path : paths) {
            HttpResponse<byte[]> mine = get(ours + path, token, null);
            HttpResponse<byte[]> other = get(theirs + path, token, null);
            if (!Arrays.equals(mine.body(), other.body()) || mine.body().length == 0) {
                throw new IllegalStateException(path + " is not the same from both");
            }
            get(ours + path, token, mine.headers().firstValue("ETag").orElseThrow());
            get(theirs + path, token, other.headers().firstValue("ETag").orElseThrow());
        }
    }

    /** @param tag of the copy that the caller has, or null; then 304 is the only right answer */
    private static HttpResponse<byte[]> get(String address, String token, String tag) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Encoding", "gzip");
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        HttpResponse<byte[]> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != (tag == null ? 200 : 304)) {
            throw new IllegalStateException(address + " answered " + answer.statusCode() + " to ETag " + tag);
        }
        return answer;
    }
}
