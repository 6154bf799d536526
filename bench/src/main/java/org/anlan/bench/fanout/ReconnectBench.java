package org.anlan.bench.fanout;

import java.util.List;
import org.anlan.bench.Bench;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.bench.report.Report;
import org.anlan.bench.report.Row;

/** Everybody comes back at once and wants what was missed. */
public final class ReconnectBench implements Bench {

    private static final double RATE = 50;

    @Override
    public String name() {
        return "reconnect";
    }

    @Override
    public String title() {
        return "重连风暴";
    }

    @Override
    public String titleEn() {
        return "All clients reconnect at once";
    }

    @Override
    public Report run(Context context) throws Exception {
        int clients = context.count(5_000, 1_000);
        int missed = context.count(2_000, 500);
        double[] plain = new double[context.rounds()];
        double[] back = new double[context.rounds()];
        double[] whole = new double[context.rounds()];
        for (int round = 0; round < context.rounds(); round++) {
            try (AnlanBroadcast system = new AnlanBroadcast(context)) {
                system.connect(clients);
                Pace.run(system, RATE, context.length());
                system.prove();
                long since = system.disconnect();
                plain[round] = system.connect(clients, clients, since);
                system.disconnect();
                system.publish(missed);
                long began = System.nanoTime();
                back[round] = system.connect(clients, clients, since);
                system.awaitHead();
                whole[round] = (System.nanoTime() - began) / 1e9;
                Say.line(
                        "connected %.2f s, complete %.2f s, nothing lost: %s",
                        back[round], whole[round], system.prove());
            }
        }
        String what = String.format("%,d clients at once with since", clients);
        return new Report(
                List.of(
                        Row.of(what + ", connected", "s", back).beside("nothing missed", plain),
                        Row.of(what + String.format(", %,d changes each", missed), "s", whole)
                                .beside("nothing missed", plain)),
                List.of(String.format(
                        "Every client has all %,d changes it missed once and in order, by count and hash. All connections are"
                                + " opened together; the baseline is the same storm when nothing was missed.",
                        missed)));
    }
}
