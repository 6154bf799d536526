package org.anlan.bench.strain;

import java.time.Duration;
import java.util.List;
import org.anlan.bench.Bench;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.bench.load.Api;
import org.anlan.bench.process.AnlanNode;
import org.anlan.bench.process.Postgres;
import org.anlan.bench.report.Report;
import org.anlan.bench.report.Row;

/** Twice as many commands as the server can do. */
public final class OverloadBench implements Bench {

    private static final int TEAMS = 600;
    private static final int CALLERS = 512;
    /** So many that they are no limit themselves, and less than the files a process may open. */
    private static final int CONNECTIONS = 8_000;

    private static final double TIMES = 2;
    private static final int WARM_UP_LENGTHS = 5;
    private static final double GOODPUT = 0.8;
    private static final double ACCEPTED_MILLIS = 4_000;
    private static final double REFUSED_MILLIS = 3_000;
    private static final double BACK_SECONDS = 10;

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String title() {
        return "两倍于能力的命令";
    }

    @Override
    public String titleEn() {
        return "Twice as many commands as can be done";
    }

    @Override
    public Report run(Context context) throws Exception {
        int rounds = context.rounds();
        double[][] found = new double[5][rounds];
        int proved;
        long unsent = 0;
        try (Postgres.Base base = context.postgres().create();
                AnlanNode node = AnlanNode.onPostgres(context, base)) {
            Api api = new Api(node.address(), AnlanNode.PASSWORD);
            api.makeTeams(TEAMS);
            try (OpenLoop load = new OpenLoop(
                    node.port(), api.token("duty-officer"), context.count(CONNECTIONS, CONNECTIONS / 4), TEAMS)) {
                Duration length = context.length().multipliedBy(2);
                load.capacity(CALLERS, context.length().multipliedBy(WARM_UP_LENGTHS));
                for (int round = 0; round < rounds; round++) {
                    double capacity = load.capacity(CALLERS, length);
                    OpenLoop.Outcome over = load.load(TIMES * capacity, length);
                    double after = load.capacity(CALLERS, length);
                    found[0][round] = over.acceptedPerSecond();
                    found[1][round] = capacity;
                    found[2][round] = over.accepted().p99();
                    found[3][round] =
                            over.refused().count() == 0 ? 0 : over.refused().p99();
                    found[4][round] = over.finishSeconds() + (after >= GOODPUT * capacity ? 0 : length.toSeconds());
                    unsent += over.unsent();
                    Say.line(
                            "%.0f/s of %.0f/s, p99 %.0f ms, %d refused in %.0f ms, %d not sent, %.0f/s afterwards",
                            over.acceptedPerSecond(),
                            capacity,
                            over.accepted().p99(),
                            over.refused().count(),
                            found[3][round],
                            over.unsent(),
                            after);
                }
                proved = load.proved(base);
            }
        }
        return report(found, proved, unsent);
    }

    private static Report report(double[][] found, int proved, long unsent) {
        return new Report(
                List.of(
                        Row.of("commands done while twice as many came", "1/s", found[0])
                                .beside("as many as could be done", found[1])
                                .wantedRatio("≥ 0.8 ×, 0 lost", ratio -> ratio >= GOODPUT),
                        Row.of("done, p99", "ms", found[2]).wanted("≤ 4,000 ms", value -> value <= ACCEPTED_MILLIS),
                        Row.of("refused, p99", "ms", found[3]).wanted("≤ 3,000 ms", value -> value <= REFUSED_MILLIS),
                        Row.of("as before, after the load ended", "s", found[4])
                                .wanted("≤ 10 s", value -> value <= BACK_SECONDS)),
                List.of(
                        "The capacity is what " + CALLERS
                                + " callers get that each wait for their answer, measured right before; then commands come at"
                                + " twice that rate, whether or not earlier ones are answered. Latency counts from when a command"
                                + " was due.",
                        String.format(
                                "What is too much is answered 503 with Retry-After; any other answer fails the bench. %,d commands"
                                        + " were acknowledged and each is in the log exactly once. %,d were not sent, for every"
                                        + " connection was waiting.",
                                proved, unsent)));
    }
}
