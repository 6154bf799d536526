package org.anlan.bench.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What a node holds, looked at now and then. */
public final class Vitals {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final double MEGABYTE = 1e6;

    /** One look: live objects after a full collection, buffers outside the heap, open files, threads. */
    public record Look(double heapMegabytes, double directMegabytes, double files, double threads) {}

    private final AnlanNode node;
    private final URI metrics;
    private final List<Look> looks = new ArrayList<>();

    /** @param metricsPort where the node tells its figures */
    public Vitals(AnlanNode node, int metricsPort) {
        this.node = node;
        this.metrics = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
    }

    public Look look() throws IOException, InterruptedException {
        double heap = node.memory().liveHeapBytes() / MEGABYTE;
        String text = CLIENT.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Look look = new Look(
                heap,
                figure(text, "jvm_buffer_pool_used_bytes{pool=\"direct\"}") / MEGABYTE,
                openFiles(),
                figure(text, "jvm_threads_current"));
        looks.add(look);
        return look;
    }

    private static double figure(String text, String name) throws IOException {
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name + " in the node's figures"));
    }

    private double openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + node.pid() + "/fd"))) {
            return files.count();
        }
    }

    /** The median of the first third behind the warm-up, a fifth of all looks. */
    public double early(ToDoubleFunction<Look> value) {
        List<Look> warm = warm();
        return median(warm.subList(0, Math.max(1, warm.size() / 3)), value);
    }

    /** The median of the last third. */
    public double late(ToDoubleFunction<Look> value) {
        List<Look> warm = warm();
        return median(warm.subList(warm.size() - Math.max(1, warm.size() / 3), warm.size()), value);
    }

    private List<Look> warm() {
        return looks.subList(looks.size() / 5, looks.size());
    }

    private static double median(List<Look> some, ToDoubleFunction<Look> value) {
        double[] sorted = some.stream().mapToDouble(value).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
