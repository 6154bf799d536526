package org.anlan.bench.nodes;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.anlan.bench.Bench;
import org.anlan.bench.Context;
import org.anlan.bench.load.Api;
import org.anlan.bench.load.FeedViewer;
import org.anlan.bench.load.Viewers;
import org.anlan.bench.process.AnlanNode;
import org.anlan.bench.process.Postgres;
import org.anlan.bench.report.Report;
import org.anlan.bench.report.Row;

/** Two nodes on one database; one is killed with -9 under load, its clients go on at the other. */
public final class TwoNodesBench implements Bench {

    private static final int VIEWERS = 500;
    private static final int TEAMS = 100;
    private static final int SOCKETS_PER_TOKEN = 190;
    private static final double RATE = 100;

    @Override
    public String name() {
        return "two-nodes";
    }

    @Override
    public String title() {
        return "两个节点,杀掉一个";
    }

    @Override
    public String titleEn() {
        return "Two nodes, one killed";
    }

    @Override
    public Report run(Context context) throws Exception {
        int seconds = context.count(15, 5);
        try (Postgres.Base base = context.postgres().create();
                AnlanNode first = AnlanNode.onPostgres(context, base);
                AnlanNode second = AnlanNode.onPostgres(context, base)) {
            Api api = new Api(second.address(), AnlanNode.PASSWORD);
            api.makeTeams(TEAMS);
            List<String> tokens = api.tokens("viewer", 2 * VIEWERS, SOCKETS_PER_TOKEN);
            long since = api.head();
            String query = "?since=" + since + "&epoch="
                    + api.get("/api/live/picture").get("epoch").asString();
            try (Viewers<FeedViewer> killed = new Viewers<>(first.port());
                    Viewers<FeedViewer> staying = new Viewers<>(second.port());
                    Viewers<FeedViewer> again = new Viewers<>(second.port());
                    FailoverCommands commands =
                            new FailoverCommands(first.port(), second.port(), api.token("duty-officer"), TEAMS)) {
                open(killed, query, since, tokens);
                open(staying, query, since, tokens);
                commands.start(RATE);
                TimeUnit.SECONDS.sleep(seconds);
                first.kill();
                long dead = System.nanoTime();
                commands.firstIsGone();
                resume(killed, again, query, tokens);
                double back = (System.nanoTime() - dead) / 1e9;
                TimeUnit.SECONDS.sleep(seconds);
                commands.finish();
                long head = api.head();
                again.await(() -> reached(again, head), "the clients of the killed node are not complete");
                staying.await(() -> reached(staying, head), "the clients of the other node are not complete");
                same(killed, again, staying);
                return report(commands, commands.proved(base, since), back);
            }
        }
    }

    private static void open(Viewers<FeedViewer> viewers, String query, long since, List<String> tokens)
            throws Exception {
        viewers.open(VIEWERS, 100, () -> new FeedViewer(
                        "live", query, tokens.get(viewers.all().size() % tokens.size()))
                .after(since));
        viewers.awaitReady();
    }

    /** Each goes on at the other node from where it stood. */
    private static void resume(Viewers<FeedViewer> killed, Viewers<FeedViewer> again, String query, List<String> tokens)
            throws Exception {
        String epoch = query.substring(query.indexOf("&epoch="));
        while (killed.gone() < VIEWERS) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        List<FeedViewer> before = killed.all();
        again.open(VIEWERS, VIEWERS, () -> {
            int index = again.all().size();
            FeedViewer left = before.get(index);
            return new FeedViewer("live", "?since=" + left.position() + epoch, tokens.get(index % tokens.size()))
                    .following(left);
        });
        again.awaitReady();
    }

    private static boolean reached(Viewers<FeedViewer> viewers, long head) {
        try {
            return viewers.onLoop(() -> viewers.all().stream().allMatch(viewer -> viewer.position() >= head));
        } catch (Exception problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** Those that moved have the same bytes in the same order as those that stayed. */
    private static void same(Viewers<FeedViewer> killed, Viewers<FeedViewer> again, Viewers<FeedViewer> staying)
            throws Exception {
        long hash = staying.onLoop(() -> staying.all().get(0).hash());
        long equal = again.onLoop(() -> again.all().stream()
                .filter(viewer -> viewer.hash() == hash && viewer.gaps() == 0 && !viewer.wasReset())
                .count());
        long stayed = staying.onLoop(() -> staying.all().stream()
                .filter(viewer -> viewer.hash() == hash && viewer.gaps() == 0)
                .count());
        if (equal != killed.all().size() || stayed != staying.all().size()) {
            throw new IllegalStateException(equal + " moved and " + stayed + " staying clients have the same changes");
        }
    }

    private static Report report(FailoverCommands commands, FailoverCommands.Proof proof, double back) {
        return new Report(
                List.of(
                        Row.of("acknowledged commands lost", "", proof.lost()).wanted("0", value -> value == 0),
                        Row.of("commands stored twice", "", proof.doubled()).wanted("0", value -> value == 0),
                        Row.of("500 clients of the killed node go on at the other after", "s", back),
                        Row.of("longest wait of a caller, sent again included", "ms", commands.slowestMillis())),
                List.of(String.format(
                        "%,d commands with Idempotency-Key at %.0f/s through both nodes, %d without an answer when the node was"
                                + " killed were sent again to the other with the same key. All 1,000 clients have the same"
                                + " changes, by hash.",
                        proof.commands(), RATE, commands.sentAgain())));
    }
}
