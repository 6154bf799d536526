package org.anlan.bench.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.anlan.bench.Bench;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.bench.report.Report;
import org.anlan.bench.report.Row;

/** What a viewer that only waits costs, and how long it takes until all are connected. */
public final class IdleMemoryBench implements Bench {

    private static final int SETTLE_SECONDS = 2;
    private static final double KILOBYTE = 1000;
    private static final double MOST_KILOBYTES = 8;
    private static final double MOST_SECONDS = 4;
    /** How often all clients come and go before: the compilers need so long until connecting is as fast as it will be. */
    private static final int WARM_UPS = 4;

    /** Of one system, a figure a round: kB for each client, seconds until all were connected, the same at first. */
    private record Found(List<Double> kilobytes, List<Double> seconds, List<Double> first) {

        Found() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    @Override
    public String name() {
        return "idle-memory";
    }

    @Override
    public String title() {
        return "空闲连接的内存";
    }

    @Override
    public String titleEn() {
        return "Heap of an idle connection";
    }

    @Override
    public Report run(Context context) throws Exception {
        int clients = context.count(10_000, 2_000);
        Found our = new Found();
        Found their = new Found();
        for (int round = 0; round < context.rounds(); round++) {
            try (Broadcast ours = new AnlanBroadcast(context)) {
                measure(ours, clients, our);
            }
            try (Broadcast theirs = new StompBroadcast(context, 500)) {
                measure(theirs, clients, their);
            }
        }
        String among = String.format(" (%,d clients)", clients);
        return new Report(
                List.of(
                        Row.of("heap per idle connection" + among, "kB", array(our.kilobytes))
                                .beside("SimpleBroker STOMP", array(their.kilobytes))
                                .wanted("≤ 8 kB", value -> value <= MOST_KILOBYTES),
                        Row.of("time until all are connected" + among, "s", array(our.seconds))
                                .beside("SimpleBroker STOMP", array(their.seconds))
                                .wanted("< 4 s", value -> value < MOST_SECONDS),
                        Row.of("the same with a server that has just started", "s", array(our.first))
                                .beside("SimpleBroker STOMP", array(their.first))),
                List.of(
                        "Live objects after a full collection with the clients less those without, by the class histogram;"
                                + " the server is warm but for the last row: as many clients came and went " + WARM_UPS
                                + " times before. Ours checks a token for each."));
    }

    private static void measure(Broadcast system, int clients, Found found) throws Exception {
        found.first.add(system.connect(clients));
        for (int time = 1; time < WARM_UPS; time++) {
            system.leave();
            system.connect(clients);
        }
        system.leave();
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        long before = system.memory().liveHeapBytes();
        double took = system.connect(clients);
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        double each = (system.memory().liveHeapBytes() - before) / KILOBYTE / clients;
        Say.line("%s: %.1f kB, %.2f s", system.name(), each, took);
        found.kilobytes.add(each);
        found.seconds.add(took);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
