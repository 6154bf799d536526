package org.anlan.bench.fanout;

import java.time.Duration;
import java.util.List;
import org.anlan.bench.Bench;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.bench.report.Report;
import org.anlan.bench.report.Row;

/** Clients that never read must not delay those that do. */
public final class SlowReadersBench implements Bench {

    private static final int CLIENTS = 1_000;
    private static final int STALLED = 10;
    private static final double RATE = 400;
    private static final int WARM_UP_COMMANDS = 100_000;
    private static final double MOST = 1.3;

    @Override
    public String name() {
        return "slow-readers";
    }

    @Override
    public String title() {
        return "不读数据的客户端";
    }

    @Override
    public String titleEn() {
        return "Clients that never read";
    }

    @Override
    public Report run(Context context) throws Exception {
        int rounds = context.rounds() + 1;
        double[] without = new double[rounds];
        double[] with = new double[rounds];
        Broadcast.Proof proof;
        // A client is closed after 30 s without reading, so a measurement is shorter
        Duration length =
                context.length().compareTo(Duration.ofSeconds(15)) > 0 ? Duration.ofSeconds(15) : context.length();
        try (AnlanBroadcast system = new AnlanBroadcast(context)) {
            system.warmUp(context.count(WARM_UP_COMMANDS, WARM_UP_COMMANDS / 10));
            system.connect(CLIENTS);
            Pace.run(system, RATE, context.length().multipliedBy(2));
            for (int round = 0; round < rounds; round++) {
                without[round] = p99(system, length);
                system.stall(STALLED);
                with[round] = p99(system, length);
                system.stall(0);
                Say.line("healthy p99 %.1f → %.1f ms", without[round], with[round]);
            }
            proof = system.prove();
        }
        return new Report(
                List.of(Row.of("last healthy client p99, 10 of 1,000 never read, 400/s", "ms", with)
                        .beside("all read", without)
                        .wantedRatio("≤ 1.3 ×, 0 lost", ratio -> ratio <= MOST)),
                List.of(String.format(
                        "0 lost for the healthy, and the ten had everything, too, once they read again: %,d changes, by count"
                                + " and hash.",
                        proof.messages())));
    }

    private static double p99(AnlanBroadcast system, Duration length) throws Exception {
        return Pace.run(system, RATE, length).fromSending().p99();
    }
}
