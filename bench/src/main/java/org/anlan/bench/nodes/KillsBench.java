package org.anlan.bench.nodes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.anlan.bench.Bench;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.bench.Seed;
import org.anlan.bench.load.Api;
import org.anlan.bench.process.AnlanNode;
import org.anlan.bench.process.Postgres;
import org.anlan.bench.report.Report;
import org.anlan.bench.report.Row;

/** The server is killed with -9 again and again while commands come in; both databases. */
public final class KillsBench implements Bench {

    private static final int ROUNDS = 50;
    private static final int SHORT_ROUNDS = 2;
    private static final int LEAST_LIFE_MILLIS = 50;
    private static final int MOST_LIFE_MILLIS = 1_500;
    /** A server that lives so shortly starts sooner without its second compiler. */
    private static final Map<String, String> QUICK_START = Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");

    private final List<Row> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    @Override
    public String name() {
        return "kills";
    }

    @Override
    public String title() {
        return "反复 kill -9";
    }

    @Override
    public String titleEn() {
        return "Killed again and again";
    }

    @Override
    public Report run(Context context) throws Exception {
        Seed seed = Seed.fresh();
        notes.add(
                "Field reports from many callers with Idempotency-Key, each sending the next when the last is answered."
                        + " The server is killed at a random moment up to " + MOST_LIFE_MILLIS
                        + " ms after its first answer and"
                        + " started again on the same data; what had no answer is sent again with the same key, and 20 that had"
                        + " one, which must be the same. Seed " + seed.number() + ".");
        try (Postgres.Base base = context.postgres().create()) {
            measure("PostgreSQL", base.environment(), context, seed.random());
        }
        measure("H2", Map.of(), context, seed.random());
        return new Report(rows, notes);
    }

    private void measure(String database, Map<String, String> where, Context context, Random random) throws Exception {
        Path data = context.directory("kills");
        Map<String, String> environment = new HashMap<>(QUICK_START);
        environment.putAll(where);
        int rounds = context.count(ROUNDS, SHORT_ROUNDS);
        KilledCommands commands = new KilledCommands();
        String token = null;
        for (int round = 1; round <= rounds; round++) {
            try (AnlanNode node = AnlanNode.launchedIn(data, context, environment)) {
                node.awaitReady();
                token = token == null ? api(node).token("duty-officer") : token;
                commands.repeat(node, token, random);
                int life = LEAST_LIFE_MILLIS + random.nextInt(MOST_LIFE_MILLIS - LEAST_LIFE_MILLIS);
                commands.sendUntilKilled(node, token, "round " + round, life);
                Say.line(
                        "%s, round %d: killed after %d ms, %,d commands acknowledged",
                        database, round, life, commands.acknowledged());
            }
        }
        KilledCommands.Proof proof;
        try (AnlanNode node = AnlanNode.launchedIn(data, context, environment)) {
            node.awaitReady();
            commands.repeat(node, token, random);
            proof = commands.proved(api(node));
        }
        String what = database + ", " + rounds + " × kill -9: ";
        rows.add(Row.of(what + "acknowledged commands lost", "", proof.lost()).wanted("0", value -> value == 0));
        rows.add(Row.of(what + "commands stored twice", "", proof.doubled()).wanted("0", value -> value == 0));
        notes.add(String.format(
                "%s: %,d commands, each acknowledged in the end, %,d of them only when sent again; the log has no gap.",
                database, proof.commands(), commands.sentAgain()));
    }

    private static Api api(AnlanNode node) {
        return new Api(node.address(), AnlanNode.PASSWORD);
    }
}
