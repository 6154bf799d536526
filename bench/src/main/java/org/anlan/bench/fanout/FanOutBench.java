package org.anlan.bench.fanout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.anlan.bench.Bench;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.bench.report.Report;
import org.anlan.bench.report.Row;

/** How many deliveries a second, and how soon the last client has a change, beside STOMP and Redis. */
public final class FanOutBench implements Bench {

    private static final double P99_MILLIS = 100;
    private static final int CLIENTS = 1_000;
    private static final double WARM_UP_PER_SECOND = 100;
    private static final int WARM_UP_LENGTHS = 3;
    private static final int LEAST_MESSAGES = 120;
    private static final int WARM_UP_COMMANDS = 100_000;

    /**
     * A steady load.
     *
     * @param goalMillis the last client's p99 that is wanted
     */
    private record Load(int clients, double perSecond, double goalMillis) {}

    private static final List<Load> LOADS =
            List.of(new Load(1_000, 100, 25), new Load(5_000, 12, 80), new Load(10_000, 2, 110));

    @FunctionalInterface
    private interface Maker {
        Broadcast make() throws Exception;
    }

    private final Map<String, List<Pace.Outcome>> outcomes = new LinkedHashMap<>();
    private final List<String> proofs = new ArrayList<>();
    private int bytes = 450;

    @Override
    public String name() {
        return "fan-out";
    }

    @Override
    public String title() {
        return "推送:从落盘到最后一个客户端";
    }

    @Override
    public String titleEn() {
        return "From durable commit to the last client";
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(45);
    }

    @Override
    public Report run(Context context) throws Exception {
        List<Maker> systems = List.of(
                () -> warm(context),
                () -> new StompBroadcast(context, bytes),
                () -> new RedisBroadcast(context, bytes));
        for (int round = 0; round < context.rounds(); round++) {
            for (Maker maker : systems) {
                throughput(maker, context);
            }
        }
        for (Load load : LOADS) {
            for (int round = 0; round < context.rounds(); round++) {
                for (Maker maker : systems) {
                    latency(maker, load, context);
                }
            }
        }
        return new Report(rows(), notes());
    }

    private static AnlanBroadcast warm(Context context) throws Exception {
        AnlanBroadcast system = new AnlanBroadcast(context);
        system.warmUp(context.count(WARM_UP_COMMANDS, WARM_UP_COMMANDS / 10));
        return system;
    }

    private void throughput(Maker maker, Context context) throws Exception {
        try (Broadcast system = maker.make()) {
            system.connect(CLIENTS);
            Pace.run(system, WARM_UP_PER_SECOND, context.length().multipliedBy(2));
            // Once in short and for nothing: the compilers of server and load client are at work at each new rate.
            new Search(P99_MILLIS, context.length().dividedBy(6)).best(system, 50);
            Pace.Outcome best = new Search(P99_MILLIS, context.length().dividedBy(2)).best(system, 50);
            keep("throughput", system, best);
            proved(system);
        }
    }

    /** Half of what the system showed to be able to do; at a steady load compilers get to work late. */
    private void rehearse(Broadcast system, Context context) throws Exception {
        double most = outcomes.get("throughput" + system.name()).stream()
                .mapToDouble(Pace.Outcome::deliveriesPerSecond)
                .average()
                .orElseThrow();
        Pace.run(system, most / 2 / system.clients(), context.length().multipliedBy(2));
    }

    private void latency(Maker maker, Load load, Context context) throws Exception {
        try (Broadcast system = maker.make()) {
            system.connect(load.clients());
            rehearse(system, context);
            Pace.run(system, load.perSecond(), context.length().multipliedBy(WARM_UP_LENGTHS));
            Pace.Outcome outcome = Pace.run(system, load.perSecond(), length(load, context));
            Say.line(
                    "%s: %s p50 %.1f p99 %.1f ms",
                    system.name(),
                    load,
                    outcome.fromSending().p50(),
                    outcome.fromSending().p99());
            keep(load.toString(), system, outcome);
            proved(system);
        }
    }

    /** Long enough for a hundredth to be more than the worst one. */
    private static Duration length(Load load, Context context) {
        double least = context.count(LEAST_MESSAGES, 0) / load.perSecond();
        return Duration.ofMillis(Math.max(context.length().toMillis(), Math.round(1000 * least)));
    }

    private void keep(String what, Broadcast system, Pace.Outcome outcome) {
        outcomes.computeIfAbsent(what + system.name(), any -> new ArrayList<>()).add(outcome);
    }

    private void proved(Broadcast system) throws Exception {
        Broadcast.Proof proof = system.prove();
        if (system instanceof AnlanBroadcast) {
            bytes = (int) Math.round(proof.meanBytes());
            proofs.add(String.format("%,d × %,d", proof.messages(), system.clients()));
        }
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        ToDoubleFunction<Pace.Outcome> rate = Pace.Outcome::deliveriesPerSecond;
        Row most = Row.of("1,000 clients, last p99 < 100 ms", "deliveries/s", figures("throughput", "Anlan", rate));
        rows.add(most.beside("SimpleBroker STOMP", figures("throughput", "SimpleBroker STOMP", rate))
                .wantedRatio("≥ 25 ×", ratio -> ratio >= 25));
        rows.add(most.beside("Redis pub/sub", figures("throughput", "Redis pub/sub", rate))
                .wantedRatio("≥ 1 ×", ratio -> ratio >= 1));
        for (Load load : LOADS) {
            rows.addAll(rows(load));
        }
        return rows;
    }

    private List<Row> rows(Load load) {
        String what = String.format("%,d clients × %.0f/s, last client", load.clients(), load.perSecond());
        ToDoubleFunction<Pace.Outcome> p99 = outcome -> outcome.fromSending().p99();
        ToDoubleFunction<Pace.Outcome> p50 = outcome -> outcome.fromSending().p50();
        Row middle = Row.of(what + " p50", "ms", figures(load.toString(), "Anlan", p50));
        Row most = Row.of(what + " p99", "ms", figures(load.toString(), "Anlan", p99))
                .wanted(String.format("≤ %.0f ms", load.goalMillis()), value -> value <= load.goalMillis());
        Row stomp = most.beside("SimpleBroker STOMP", figures(load.toString(), "SimpleBroker STOMP", p99));
        return List.of(
                middle.beside("SimpleBroker STOMP", figures(load.toString(), "SimpleBroker STOMP", p50)),
                middle.beside("Redis pub/sub", figures(load.toString(), "Redis pub/sub", p50)),
                load.clients() == CLIENTS ? stomp.wantedRatio("≤ 0.1 ×", ratio -> ratio <= 0.1) : stomp,
                Row.of(what + " p99", "ms", figures(load.toString(), "Anlan", p99))
                        .beside("Redis pub/sub", figures(load.toString(), "Redis pub/sub", p99)),
                Row.of(
                        what + " p99, counted from the answer",
                        "ms",
                        figures(load.toString(), "Anlan", outcome -> outcome.fromAnswer()
                                .p99())));
    }

    private double[] figures(String what, String system, ToDoubleFunction<Pace.Outcome> value) {
        return outcomes.get(what + system).stream().mapToDouble(value).toArray();
    }

    private List<String> notes() {
        return List.of(
                "Ours: a command by HTTP, committed to PostgreSQL with fsync before it is answered or pushed; the time"
                        + " begins when the command is due to be sent, so it holds the commit. STOMP and Redis store"
                        + " nothing; their messages have the mean size of our changes, " + bytes + " bytes.",
                "Sent = stored = received by every client, by count and hash; commands × clients per run: "
                        + String.join(", ", proofs) + ".",
                "Before it counts, every system is searched once in short, and before a steady load it is driven for "
                        + "12 s at half of the most that it showed, then for 18 s at that load: compilers get to work late.",
                "One thread of the load client receives for all clients and hashes every byte; client, server and"
                        + " database share the machine.");
    }
}
