package org.anlan.bench.nodes;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.anlan.bench.load.Api;
import org.anlan.bench.load.Callers;
import org.anlan.bench.process.AnlanNode;
import tools.jackson.databind.JsonNode;

/**
 * Field reports from many callers to a server that is killed while they send. What was not answered is sent again, with
 * the same key and body, to the next server on the same data.
 */
final class KilledCommands {

    private static final int CALLERS = 16;
    private static final int REPEATED = 20;
    private static final int PAGE = 5_000;
    private static final int PATIENCE_SECONDS = 60;

    /** What the log says. */
    record Proof(int commands, int lost, int doubled) {}

    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    /** Key to the id that was answered. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    private final AtomicReference<String> wrong = new AtomicReference<>();
    private int sentAgain;

    /** Kills the server so long after its first answer, while all callers send. */
    void sendUntilKilled(AnlanNode node, String token, String round, int lifeMillis) throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(CALLERS);
        try (Callers callers = new Callers(node.port(), token, CALLERS)) {
            for (int caller = 0; caller < CALLERS; caller++) {
                next(callers, round + " caller " + caller, 0, first, ended);
            }
            await(first, "the first answer");
            TimeUnit.MILLISECONDS.sleep(lifeMillis);
            node.kill();
            await(ended, "the end of all callers");
        }
    }

    private void next(Callers callers, String caller, int call, CountDownLatch first, CountDownLatch ended) {
        String key = caller + " call " + call;
        bodies.put(key, body(key));
        send(callers, key, status -> {
            if (status == 0) {
                ended.countDown();
            } else {
                first.countDown();
                next(callers, caller, call + 1, first, ended);
            }
        });
    }

    /** Told the status, 0 when the connection broke. */
    @FunctionalInterface
    private interface Answered {
        void with(int status);
    }

    private void send(Callers callers, String key, Answered answered) {
        callers.post("/api/live/fieldreports", bodies.get(key), key, (status, body) -> {
            if (status != 0) {
                acknowledge(key, status, body);
            }
            answered.with(status);
        });
    }

    private void acknowledge(String key, int status, ByteBuf body) {
        String text = body.toString(StandardCharsets.UTF_8);
        if (status / 100 != 2) {
            wrong.compareAndSet(null, key + " was answered " + status + " " + text);
            return;
        }
        String id = Api.JSON.readTree(text).get("id").asString();
        String before = acknowledged.putIfAbsent(key, id);
        if (before != null && !before.equals(id)) {
            wrong.compareAndSet(null, key + " was answered " + before + ", then " + id);
        }
    }

    /** What has no answer yet, and some that have one: the same key must give the same answer also after the crash. */
    void repeat(AnlanNode node, String token, Random random) throws Exception {
        List<String> again = new ArrayList<>(bodies.keySet().stream()
                .filter(key -> !acknowledged.containsKey(key))
                .toList());
        sentAgain += again.size();
        List<String> answered = acknowledged.keySet().stream().sorted().toList();
        for (int count = 0; count < Math.min(REPEATED, answered.size()); count++) {
            again.add(answered.get(random.nextInt(answered.size())));
        }
        CountDownLatch open = new CountDownLatch(again.size());
        try (Callers callers = new Callers(node.port(), token, CALLERS)) {
            again.forEach(key -> send(callers, key, status -> {
                if (status == 0) {
                    wrong.compareAndSet(null, key + " was sent again and the connection broke");
                }
                open.countDown();
            }));
            await(open, "the answers to what was sent again");
        }
        if (wrong.get() != null) {
            throw new IllegalStateException(wrong.get());
        }
    }

    private static void await(CountDownLatch latch, String what) throws InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("waited " + PATIENCE_SECONDS + " s for " + what);
        }
    }

    private static String body(String text) {
        return "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[114.368,35.522]},\"properties\":{"
                + "\"kind\":\"danger\",\"danger\":\"piping\",\"severity\":\"major\",\"text\":\"" + text
                + "\",\"observedAt\":\"" + Instant.now() + "\",\"positionSource\":\"gps\",\"photos\":[]}}";
    }

    int acknowledged() {
        return acknowledged.size();
    }

    int sentAgain() {
        return sentAgain;
    }

    /** Compares what was acknowledged with the whole log, which must have no gap. */
    Proof proved(Api api) throws Exception {
        Map<String, List<String>> stored = stored(api);
        int lost = (int) acknowledged.entrySet().stream()
                .filter(answer ->
                        !stored.getOrDefault(answer.getKey(), List.of()).contains(answer.getValue()))
                .count();
        int doubled =
                (int) stored.values().stream().filter(ids -> ids.size() > 1).count();
        return new Proof(acknowledged.size(), lost, doubled);
    }

    /** Words of each report to the ids it lies under, one for each change. */
    private static Map<String, List<String>> stored(Api api) throws Exception {
        Map<String, List<String>> stored = new HashMap<>();
        long head = api.head();
        for (long seq = 0; seq < head; ) {
            JsonNode changes =
                    api.get("/api/live/changes?limit=" + PAGE + "&since=" + seq).get("changes");
            for (JsonNode change : changes) {
                if (change.get("seq").asLong() != ++seq) {
                    throw new IllegalStateException("the log has a gap at " + seq);
                }
                JsonNode feature = change.get("feature");
                if (feature.get("collection").asString().equals("fieldreports")) {
                    stored.computeIfAbsent(feature.at("/properties/text").asString(), any -> new ArrayList<>())
                            .add(feature.get("id").asString());
                }
            }
        }
        return stored;
    }
}
