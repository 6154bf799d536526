package org.anlan.bench.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.anlan.bench.Bench;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.bench.process.AnlanNode;
import org.anlan.bench.process.Child;
import org.anlan.bench.process.Memory;
import org.anlan.bench.process.Postgres;
import org.anlan.bench.report.Report;
import org.anlan.bench.report.Row;

/** Start to first page and resident memory, beside the least that the same framework can be. */
public final class StartBench implements Bench {

    private static final double MEGABYTE = 1e6;
    private static final double MOST_MEGABYTES = 350;

    /** One start. */
    private record Start(double seconds, double megabytes) {}

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String title() {
        return "启动时间与内存";
    }

    @Override
    public String titleEn() {
        return "Start and memory";
    }

    @Override
    public Report run(Context context) throws Exception {
        int rounds = context.rounds() + 1;
        double[][] ours = new double[2][rounds];
        double[][] bare = new double[2][rounds];
        try (Postgres.Base base = context.postgres().create()) {
            AnlanNode.onPostgres(context, base).close(); // makes the tables and loads the county
            for (int round = 0; round < rounds; round++) {
                Start mine = ours(context, base);
                Start other = bare(context);
                Say.line(
                        "%.2f s, %.0f MB beside %.2f s, %.0f MB",
                        mine.seconds, mine.megabytes, other.seconds, other.megabytes);
                ours[0][round] = mine.seconds;
                ours[1][round] = mine.megabytes;
                bare[0][round] = other.seconds;
                bare[1][round] = other.megabytes;
            }
        }
        return new Report(
                List.of(
                        Row.of("start to first page", "s", ours[0])
                                .beside("bare Boot WebFlux", bare[0])
                                .wantedRatio("≤ 2 ×", ratio -> ratio <= 2),
                        Row.of("resident, county loaded", "MB", ours[1])
                                .beside("bare Boot WebFlux", bare[1])
                                .wanted("≤ 350 MB", value -> value <= MOST_MEGABYTES)),
                List.of(
                        "Ours as ./anlan run starts it, with the class data archive that was made when it was built, on PostgreSQL"
                                + " with the county loaded before; the bare server by java -jar. Until the first page is"
                                + " answered. Resident memory as the system counts it, at that moment."));
    }

    private static Start ours(Context context, Postgres.Base base) throws Exception {
        long began = System.nanoTime();
        try (AnlanNode node = AnlanNode.launched(context, base.environment())) {
            node.awaitReady();
            return new Start((System.nanoTime() - began) / 1e9, node.memory().residentBytes() / MEGABYTE);
        }
    }

    private static Start bare(Context context) throws Exception {
        Path directory = context.directory("bare");
        int port = Child.freePort();
        long began = System.nanoTime();
        List<String> command = Child.java(
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-jar",
                context.bareJar(),
                "--server.port=" + port);
        try (Child child = Child.start("bare", directory, Map.of(), command)) {
            child.awaitPage("http://127.0.0.1:" + port + "/");
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Start(seconds, new Memory(child.pid()).residentBytes() / MEGABYTE);
        }
    }
}
