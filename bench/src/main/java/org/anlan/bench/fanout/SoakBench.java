package org.anlan.bench.fanout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.anlan.bench.Bench;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.bench.load.Api;
import org.anlan.bench.load.Callers;
import org.anlan.bench.load.FeedViewer;
import org.anlan.bench.load.Viewers;
import org.anlan.bench.process.AnlanNode;
import org.anlan.bench.process.Child;
import org.anlan.bench.process.Vitals;
import org.anlan.bench.report.Report;
import org.anlan.bench.report.Row;

/** Hours of ordinary work, or as much of it as there is time for: nothing may grow and nothing be lost. */
public final class SoakBench implements Bench {

    private static final int MINUTES = 30;
    private static final int QUICK_MINUTES = 2;
    private static final int STEADY = 100;
    private static final int SLOW = 5;
    private static final int GUESTS = 20;
    private static final double COMMANDS_PER_SECOND = 50;
    private static final int POSITIONS = 200;
    private static final double GROWTH = 1.1;

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String title() {
        return "长时间运行";
    }

    @Override
    public String titleEn() {
        return "Long work";
    }

    @Override
    public boolean isByNameOnly() {
        return true;
    }

    @Override
    public Report run(Context context) throws Exception {
        int minutes = context.minutes() > 0 ? context.minutes() : context.count(MINUTES, QUICK_MINUTES);
        int port = Child.freePort();
        int seconds = minutes * 60;
        Duration each = Duration.ofSeconds(Math.max(5, Math.min(60, seconds / 30)));
        try (AnlanBroadcast system = new AnlanBroadcast(context, "--anlan.metrics.port=" + port);
                Streams streams = new Streams(system.node())) {
            system.connect(STEADY);
            system.begin((int) (seconds * COMMANDS_PER_SECOND) + 1);
            Vitals vitals = new Vitals(system.node(), port);
            work(system, streams, vitals, seconds, each);
            system.stall(0);
            system.awaitHead();
            return report(vitals, system.prove(), streams, minutes, each);
        }
    }

    private static void work(AnlanBroadcast system, Streams streams, Vitals vitals, int seconds, Duration each)
            throws Exception {
        long began = System.nanoTime();
        int sent = 0;
        for (int second = 0; second < seconds; second++) {
            int until = (int) ((second + 1) * COMMANDS_PER_SECOND);
            while (sent < until) {
                long due = began + (long) (sent * 1e9 / COMMANDS_PER_SECOND);
                LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
                system.send(++sent, due);
            }
            streams.second(second);
            if (second % 30 == 5) {
                system.stall(SLOW); // for less than the 30 s after which a viewer is closed
            } else if (second % 30 == 20) {
                system.stall(0);
            }
            if (second % each.toSeconds() == each.toSeconds() - 1) {
                Vitals.Look look = vitals.look();
                Say.line(
                        "%d s: heap %.1f MB, direct %.1f MB, files %.0f, threads %.0f",
                        second + 1, look.heapMegabytes(), look.directMegabytes(), look.files(), look.threads());
            }
        }
    }

    /** Readings, positions and viewers that come and go. */
    private static final class Streams implements AutoCloseable {

        private final AnlanNode node;
        private final Callers callers;
        private final String viewer;
        private final String gauge;
        private final AtomicInteger wrong = new AtomicInteger();
        private final AtomicInteger batches = new AtomicInteger();
        private Viewers<FeedViewer> guests;
        private int visits;

        Streams(AnlanNode node) throws Exception {
            this.node = node;
            Api api = new Api(node.address(), AnlanNode.PASSWORD);
            this.callers = new Callers(node.port(), api.token("duty-officer"), 4);
            this.viewer = api.token("viewer");
            this.gauge = api.get("/api/live/gauges?limit=1")
                    .get("features")
                    .get(0)
                    .get("id")
                    .asString();
        }

        void second(int second) throws Exception {
            post("/api/live/positions", positions(second));
            if (second % 5 == 0) {
                post(
                        "/api/live/readings",
                        "{\"readings\":[{\"gauge\":\"" + gauge + "\",\"time\":\"" + Instant.now()
                                + "\",\"stageMetres\":64.0,\"source\":\"telemetry\"}]}");
            }
            if (second % 10 == 0) {
                leave();
                guests = new Viewers<>(node.port());
                guests.open(GUESTS, GUESTS, () -> new FeedViewer("live", "", viewer));
                guests.awaitReady();
                visits += GUESTS;
            }
        }

        private void post(String path, String body) {
            callers.post(path, body, null, (status, answer) -> {
                batches.incrementAndGet();
                if (status != 200) {
                    wrong.incrementAndGet();
                }
            });
        }

        private static String positions(int second) {
            List<String> rows = new ArrayList<>();
            Instant now = Instant.now();
            for (int team = 0; team < POSITIONS; team++) {
                rows.add("{\"team\":\"bench-" + team + "\",\"lon\":" + (114.3 + second % 100 / 1e4 + team / 1e5)
                        + ",\"lat\":35.5,\"time\":\"" + now + "\"}");
            }
            return "{\"positions\":[" + String.join(",", rows) + "]}";
        }

        private void leave() throws Exception {
            if (guests != null) {
                guests.close();
            }
        }

        @Override
        public void close() throws Exception {
            leave();
            callers.close();
        }
    }

    private static Report report(Vitals vitals, Broadcast.Proof proof, Streams streams, int minutes, Duration each) {
        if (streams.wrong.get() > 0) {
            throw new IllegalStateException(streams.wrong + " of " + streams.batches + " batches were not taken");
        }
        String what = minutes + " minutes, ";
        return new Report(
                List.of(
                        row(what + "live heap at the end", "MB", vitals, Vitals.Look::heapMegabytes)
                                .wantedRatio("≤ 1.1 ×, 0 lost", ratio -> ratio <= GROWTH),
                        row(what + "open files", "", vitals, Vitals.Look::files)
                                .wantedRatio("≤ 1.1 ×", ratio -> ratio <= GROWTH),
                        row(what + "buffers outside the heap", "MB", vitals, Vitals.Look::directMegabytes),
                        row(what + "threads", "", vitals, Vitals.Look::threads)),
                List.of(
                        String.format(
                                "%.0f commands/s, %d positions/s and a reading each 5 s; %d viewers that stay, %d of which do not"
                                        + " read for 15 s of each 30, and %d guests every 10 s, %,d in all. %,d batches of streams,"
                                        + " all taken.",
                                COMMANDS_PER_SECOND,
                                POSITIONS,
                                STEADY,
                                SLOW,
                                GUESTS,
                                streams.visits,
                                streams.batches.get()),
                        String.format(
                                "Looked at every %d s, after a full collection. Without the first fifth: the median of the last"
                                        + " third beside that of the first.",
                                each.toSeconds()),
                        String.format(
                                "%,d commands: what was sent, what lies in the log and what each viewer that stayed received are"
                                        + " the same by count and hash.",
                                proof.messages())));
    }

    private static Row row(String what, String unit, Vitals vitals, ToDoubleFunction<Vitals.Look> value) {
        return Row.of(what, unit, vitals.late(value)).beside("in the beginning", vitals.early(value));
    }
}
