package org.anlan.bench.fanout;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.anlan.bench.Context;
import org.anlan.bench.load.Api;
import org.anlan.bench.load.Callers;
import org.anlan.bench.load.FeedViewer;
import org.anlan.bench.load.Fingerprint;
import org.anlan.bench.load.Tally;
import org.anlan.bench.load.Viewers;
import org.anlan.bench.process.AnlanNode;
import org.anlan.bench.process.Memory;
import org.anlan.bench.process.Postgres;
import tools.jackson.databind.JsonNode;

/**
 * Our server on PostgreSQL: a message is the command {@code report-status} of a team by HTTP, answered when durable; it
 * arrives as a change on the feed.
 */
final class AnlanBroadcast implements Broadcast {

    private static final int TEAMS = 200;
    private static final int CALLERS = 128;
    private static final int AT_ONCE = 200;
    private static final int SOCKETS_PER_TOKEN = 190;
    /** Changes that others make meanwhile: the gauges' watch. */
    private static final int SLACK = 10_000;

    private final Postgres.Base base;
    private final AnlanNode node;
    private final Api api;
    private final Callers callers;
    private long first;
    private volatile Fingerprint sent = new Fingerprint();
    private final AtomicInteger total = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong newest = new AtomicLong();
    private Viewers<FeedViewer> viewers;
    private Tally tally;
    private int stalled;

    /** @param settings {@code --key=value} for the server */
    AnlanBroadcast(Context context, String... settings) throws Exception {
        base = context.postgres().create();
        node = AnlanNode.onPostgres(context, base, settings);
        api = new Api(node.address(), AnlanNode.PASSWORD);
        api.makeTeams(TEAMS);
        callers = new Callers(node.port(), api.token("duty-officer"), CALLERS);
        first = api.head();
        newest.set(first);
    }

    @Override
    public String name() {
        return "Anlan";
    }

    AnlanNode node() {
        return node;
    }

    Viewers<FeedViewer> viewers() {
        return viewers;
    }

    @Override
    public Memory memory() {
        return node.memory();
    }

    @Override
    public double connect(int clients) throws Exception {
        return connect(clients, AT_ONCE, api.head());
    }

    /**
     * @param atOnce how many connections may be under way
     * @param since what they have already
     */
    double connect(int clients, int atOnce, long since) throws Exception {
        List<String> tokens = api.tokens("viewer", clients, SOCKETS_PER_TOKEN);
        viewers = new Viewers<>(node.port());
        AtomicInteger number = new AtomicInteger();
        long began = System.nanoTime();
        viewers.open(clients, atOnce, () -> {
            int index = number.getAndIncrement();
            FeedViewer viewer = new FeedViewer("live", "?since=" + since, tokens.get(index % tokens.size()));
            return (index == 0 ? viewer.keeping() : viewer).after(since);
        });
        viewers.awaitReady();
        return (System.nanoTime() - began) / 1e9;
    }

    @Override
    public void leave() throws Exception {
        viewers.close();
    }

    /** All clients leave; what is sent from now on is what those who come next are to be proved against. */
    long disconnect() throws Exception {
        leave();
        sent = new Fingerprint();
        first = api.head();
        return first;
    }

    /** So many commands that nobody watches, so that the compilers have done their work; before anyone is connected. */
    void warmUp(int messages) throws Exception {
        publish(messages);
        sent = new Fingerprint();
        first = api.head();
    }

    /** Commands that nobody watches, as fast as they are answered. */
    void publish(int messages) throws Exception {
        tally = new Tally(api.head(), messages + SLACK);
        for (int number = 1; number <= messages; number++) {
            send(number, System.nanoTime());
        }
        while (open.get() > 0) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** So many clients stop reading, or none does; those that did go on then. Returns when these have caught up. */
    void stall(int count) throws Exception {
        List<FeedViewer> were = asleep();
        stalled = count;
        viewers.onLoop(() -> {
            were.forEach(viewer -> viewer.reading(true));
            asleep().forEach(viewer -> viewer.reading(false));
            return null;
        });
        awaitHead();
    }

    private List<FeedViewer> asleep() {
        return viewers.all().subList(1, 1 + stalled);
    }

    /** The witness and those behind the stalled ones. */
    private Stream<FeedViewer> awake() {
        return viewers.all().stream().filter(viewer -> !asleep().contains(viewer));
    }

    @Override
    public int clients() {
        return viewers.all().size() - stalled;
    }

    void awaitHead() throws Exception {
        long head = api.head();
        viewers.await(() -> isThere(head), "not all viewers reached " + head);
    }

    @Override
    public Tally begin(int messages) throws Exception {
        awaitHead();
        tally = new Tally(api.head(), messages + SLACK);
        viewers.count(tally);
        List<FeedViewer> deaf = asleep();
        viewers.onLoop(() -> {
            deaf.forEach(viewer -> viewer.count(null));
            return null;
        });
        return tally;
    }

    @Override
    public void send(int number, long dueNanos) {
        open.incrementAndGet();
        String task = "m" + total.incrementAndGet(); // another than before, or nothing would change
        Tally counted = tally;
        callers.post(
                "/api/live/teams/bench-" + number % TEAMS + "/report-status",
                "{\"status\":\"working\",\"task\":\"" + task + "\"}",
                null,
                (status, body) -> answered(status, body, task, dueNanos, counted));
    }

    private void answered(int status, ByteBuf body, String task, long dueNanos, Tally counted) {
        if (status == 200) {
            long seq = seq(body);
            counted.sent(seq, dueNanos, System.nanoTime());
            sent.add(seq, task);
            newest.accumulateAndGet(seq, Math::max);
        } else {
            refused.incrementAndGet();
        }
        open.decrementAndGet();
    }

    private static long seq(ByteBuf body) {
        String text = body.toString(StandardCharsets.UTF_8);
        int at = text.indexOf("\"seq\":") + 6;
        int end = at;
        while (Character.isDigit(text.charAt(end))) {
            end++;
        }
        return Long.parseLong(text, at, end, 10);
    }

    @Override
    public boolean isComplete() throws Exception {
        if (refused.get() > 0 || viewers.gone() > 0) {
            throw new IllegalStateException(refused + " commands refused, viewers: " + viewers);
        }
        return open.get() == 0 && all(newest.get());
    }

    private boolean all(long seq) throws Exception {
        return viewers.onLoop(() -> awake().allMatch(viewer -> viewer.position() >= seq));
    }

    @Override
    public Proof prove() throws Exception {
        awaitHead();
        FeedViewer witness = viewers.all().get(0);
        byte[] text = viewers.onLoop(() -> witness.kept().toByteArray());
        Fingerprint received = received(text);
        long same = viewers.onLoop(() -> viewers.all().stream()
                .filter(viewer -> viewer.hash() == witness.hash() && viewer.gaps() == 0)
                .count());
        Fingerprint stored = stored();
        if (!sent.equals(stored) || !sent.equals(received) || same != clients()) {
            throw new IllegalStateException("sent " + sent + ", stored " + stored + ", received " + received + " by "
                    + same + " of " + clients());
        }
        return new Proof(sent.count(), sent.count() * clients(), (double) text.length / Math.max(1, sent.count()));
    }

    private boolean isThere(long seq) {
        try {
            return all(seq);
        } catch (Exception problem) {
            throw new IllegalStateException(problem);
        }
    }

    private static Fingerprint received(byte[] kept) {
        Fingerprint received = new Fingerprint();
        String array = "[" + new String(kept, StandardCharsets.UTF_8).replaceAll(",+$", "") + "]";
        for (JsonNode change : Api.JSON.readTree(array)) {
            if ("report-status".equals(change.path("command").asString())) {
                String task = change.at("/feature/properties/task").asString();
                received.add(change.get("seq").asLong(), task);
            }
        }
        return received;
    }

    private Fingerprint stored() throws Exception {
        String sql = "SELECT seq, body -> 'properties' ->> 'task' FROM change"
                + " WHERE space = 'live' AND command = 'report-status' AND seq > ?";
        Fingerprint stored = new Fingerprint();
        try (Connection connection = base.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, first);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    stored.add(rows.getLong(1), rows.getString(2));
                }
            }
        }
        return stored;
    }

    @Override
    public void close() throws Exception {
        if (viewers != null) {
            viewers.close();
        }
        callers.close();
        node.close();
        base.close();
    }
}
