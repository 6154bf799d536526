package org.anlan.bench.fanout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.anlan.bench.Bench;
import org.anlan.bench.Context;
import org.anlan.bench.load.Api;
import org.anlan.bench.load.Callers;
import org.anlan.bench.load.FeedViewer;
import org.anlan.bench.load.Latencies;
import org.anlan.bench.load.Viewers;
import org.anlan.bench.process.AnlanNode;
import org.anlan.bench.process.Postgres;
import org.anlan.bench.report.Report;
import org.anlan.bench.report.Row;
import tools.jackson.databind.JsonNode;

/** Teams on the move, each once a second, on the screens of all viewers. */
public final class PositionsBench implements Bench {

    private static final int TEAMS = 2_000;
    private static final int VIEWERS = 1_000;
    private static final int SOCKETS_PER_TOKEN = 190;
    private static final double MOST_MILLIS = 1_000;

    @Override
    public String name() {
        return "positions";
    }

    @Override
    public String title() {
        return "队伍位置";
    }

    @Override
    public String titleEn() {
        return "Positions of 2,000 teams to 1,000 viewers";
    }

    @Override
    public Report run(Context context) throws Exception {
        int seconds = context.count(20, 4);
        try (Postgres.Base base = context.postgres().create();
                AnlanNode node = AnlanNode.onPostgres(context, base)) {
            Api api = new Api(node.address(), AnlanNode.PASSWORD);
            api.makeTeams(TEAMS);
            List<String> tokens = api.tokens("viewer", VIEWERS, SOCKETS_PER_TOKEN);
            try (Viewers<FeedViewer> viewers = new Viewers<>(node.port());
                    Callers callers = new Callers(node.port(), api.token("duty-officer"), 1)) {
                viewers.open(
                        VIEWERS,
                        100,
                        () -> new FeedViewer(
                                "live", "", tokens.get(viewers.all().size() % tokens.size())));
                viewers.awaitReady();
                measure(3, callers, viewers, new ArrayList<>(), new ArrayList<>());
                long bytes = viewers.onLoop(() -> viewers.all().get(0).latestBytes());
                List<Long> stored = new ArrayList<>();
                List<Long> received = new ArrayList<>();
                measure(seconds, callers, viewers, stored, received);
                bytes = viewers.onLoop(() -> viewers.all().get(0).latestBytes()) - bytes;
                proved(api, seconds + 3);
                return report(stored, received, bytes / seconds);
            }
        }
    }

    /** One batch a second; notes when it was durable and when the last viewer had the frame. */
    private static void measure(
            int seconds, Callers callers, Viewers<FeedViewer> viewers, List<Long> stored, List<Long> received)
            throws Exception {
        long began = System.nanoTime();
        for (int second = 0; second < seconds; second++) {
            TimeUnit.NANOSECONDS.sleep(began + TimeUnit.SECONDS.toNanos(second) - System.nanoTime());
            List<Long> before = viewers.onLoop(
                    () -> viewers.all().stream().map(FeedViewer::latestFrames).toList());
            CompletableFuture<Integer> status = new CompletableFuture<>();
            long sent = System.nanoTime();
            callers.post("/api/live/positions", batch(), null, (code, body) -> status.complete(code));
            if (status.get() != 200) {
                throw new IllegalStateException("positions were answered " + status.get());
            }
            stored.add(System.nanoTime() - sent);
            viewers.await(() -> moved(viewers, before), "not all viewers have the positions");
            received.add(viewers.onLoop(() -> viewers.all().stream()
                            .mapToLong(FeedViewer::latestAt)
                            .max()
                            .orElseThrow())
                    - sent);
        }
    }

    private static boolean moved(Viewers<FeedViewer> viewers, List<Long> before) {
        try {
            return viewers.onLoop(() -> {
                for (int index = 0; index < before.size(); index++) {
                    if (viewers.all().get(index).latestFrames() <= before.get(index)) {
                        return false;
                    }
                }
                return true;
            });
        } catch (Exception problem) {
            throw new IllegalStateException(problem);
        }
    }

    private static String batch() {
        Instant now = Instant.now();
        double step = now.toEpochMilli() / 1000 % 100 / 1e4;
        StringBuilder rows = new StringBuilder("{\"positions\":[");
        for (int team = 0; team < TEAMS; team++) {
            rows.append(team == 0 ? "" : ",")
                    .append("{\"team\":\"bench-")
                    .append(team)
                    .append("\",\"lon\":");
            rows.append(114.3 + step + team / 1e5)
                    .append(",\"lat\":35.5,\"time\":\"")
                    .append(now)
                    .append("\"}");
        }
        return rows.append("]}").toString();
    }

    /** Every team's track has every second. */
    private static void proved(Api api, int seconds) throws Exception {
        for (int team = 0; team < TEAMS; team += TEAMS / 20) {
            JsonNode track = api.get("/api/live/teams/bench-" + team + "/track");
            if (track.get("total").asInt() != seconds) {
                throw new IllegalStateException(
                        "bench-" + team + " has " + track.get("total") + " positions, not " + seconds);
            }
        }
    }

    private static Report report(List<Long> stored, List<Long> received, long bytesPerSecond) {
        Latencies durable =
                Latencies.of(stored.stream().mapToLong(Long::longValue).toArray());
        Latencies last =
                Latencies.of(received.stream().mapToLong(Long::longValue).toArray());
        return new Report(
                List.of(
                        Row.of("2,000 positions durable p50", "ms", durable.p50()),
                        Row.of("on the last of 1,000 viewers p50", "ms", last.p50()),
                        Row.of("on the last of 1,000 viewers, slowest", "ms", last.millis(1))
                                .wanted("before the next second", value -> value < MOST_MILLIS),
                        Row.of("values delivered", "1/s", (double) TEAMS * VIEWERS),
                        Row.of("to each viewer", "kB/s", bytesPerSecond / 1000.0)),
                List.of(
                        "One batch a second by HTTP, stored in the teams' tracks with fsync; newest values travel at most four"
                                + " times a second, so up to 250 ms of the time is waiting. Every twentieth of the tracks was"
                                + " counted: nothing is missing."));
    }
}
