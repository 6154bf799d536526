package org.anlan.bench.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.anlan.bench.Bench;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.bench.process.AnlanNode;
import org.anlan.bench.process.Postgres;
import org.anlan.bench.report.Report;
import org.anlan.bench.report.Row;

/** Durable commands a second, beside rows committed one by one on the same database. */
public final class CommandsBench implements Bench {

    /** PostgreSQL allows 100 connections; the plain way cannot have more callers than that. */
    private static final int MOST_CONNECTIONS = 64;

    private static final int[] CALLERS = {1, 64, 512};
    private static final int GOAL_CALLERS = 64;
    private static final double TIMES = 3;
    /** The compilers need so long until the path of a command is as fast as it will be. */
    private static final int WARM_UP_LENGTHS = 15;

    private static final double P99_MILLIS = 20;

    @FunctionalInterface
    private interface Plain {
        Throughput run(int callers, Duration length) throws Exception;
    }

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public String title() {
        return "落盘的命令与读数";
    }

    @Override
    public String titleEn() {
        return "Durable commands and readings";
    }

    @Override
    public Report run(Context context) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (Postgres.Base base = context.postgres().create();
                Commanding ours = new Commanding(AnlanNode.onPostgres(context, base))) {
            Plain plain = (callers, length) ->
                    RawCommits.run(base::connect, Math.min(callers, MOST_CONNECTIONS), length, null);
            rows.addAll(rows("PostgreSQL", "one row per commit", ours, plain, context));
        }
        try (Commanding ours = new Commanding(AnlanNode.onH2(context))) {
            Plain plain = (callers, length) -> H2Commits.run(context, Math.min(callers, MOST_CONNECTIONS), length);
            rows.addAll(rows("H2", "one row per commit + CHECKPOINT SYNC", ours, plain, context));
        }
        try (Postgres.Base base = context.postgres().create();
                AnlanNode node = AnlanNode.onPostgres(context, base)) {
            rows.add(new BulkReadings(node, base).measure(context));
        }
        return new Report(
                rows,
                List.of(
                        "Ours: a command by HTTP (report-status of a team) with an Idempotency-Key; checked, decided, its change,"
                                + " answer and fold committed, with fsync, before the answer. The head of the log moved by what"
                                + " was accepted.",
                        "Beside it: the same number of connections (at most " + MOST_CONNECTIONS
                                + ") insert and commit one row"
                                + " of 500 bytes at a time by JDBC, without HTTP, checks or history; H2 calls fsync by"
                                + " CHECKPOINT SYNC after each.",
                        "Readings: 20 batches of 10,000 a round by HTTP, in turns with COPY, each checked against its station and its neighbours, beside"
                                + " COPY of the same rows into a table of the same shape."));
    }

    private static List<Row> rows(String database, String baseline, Commanding ours, Plain plain, Context context)
            throws Exception {
        ours.run(GOAL_CALLERS, context.length().multipliedBy(WARM_UP_LENGTHS));
        List<Row> rows = new ArrayList<>();
        for (int callers : CALLERS) {
            int rounds = context.rounds();
            double[][] found = new double[4][rounds];
            for (int round = 0; round < rounds; round++) {
                Throughput mine = ours.run(callers, context.length());
                Throughput other = plain.run(callers, context.length());
                Say.line(
                        "%s %d: %.0f/s, p99 %.1f ms beside %.0f/s, %.1f ms",
                        database, callers, mine.perSecond(), mine.p99Millis(), other.perSecond(), other.p99Millis());
                found[0][round] = mine.perSecond();
                found[1][round] = other.perSecond();
                found[2][round] = mine.p99Millis();
                found[3][round] = other.p99Millis();
            }
            Row rate =
                    Row.of(database + ", callers: " + callers, "1/s", found[0]).beside(baseline, found[1]);
            Row p99 = Row.of(database + ", callers: " + callers + ", p99", "ms", found[2])
                    .beside(baseline, found[3]);
            boolean goal = callers == GOAL_CALLERS;
            rows.add(goal ? rate.wantedRatio("≥ 3 ×", ratio -> ratio >= TIMES) : rate);
            rows.add(goal ? p99.wanted("≤ 20 ms", value -> value <= P99_MILLIS) : p99);
        }
        return rows;
    }
}
