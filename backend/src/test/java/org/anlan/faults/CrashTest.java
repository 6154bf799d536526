package org.anlan.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.ServerProcess;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many reporters send while the server is killed with {@code kill -9} at random moments. What was acknowledged is there
 * once, what was not is there once after it was sent again, the log has no gap and folds to the picture.
 * {@code -Danlan.crash.rounds=50 -Danlan.crash.seed=…} for a longer run.
 */
class CrashTest {

    private static final int ROUNDS = Integer.getInteger("anlan.crash.rounds", 3);
    private static final long SEED = Long.getLong("anlan.crash.seed", 20210722);
    private static final int REPORTERS = 8;

    /** A call that may be repeated: the same key and body. */
    private record Sent(String key, String path, Map<String, Object> body) {
        HttpCaller.Reply to(ServerProcess server) {
            return server.admin().key(key).post(path, body);
        }
    }

    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    @ParameterizedTest
    @EnumSource
    void nothing_acknowledged_is_lost_or_doubled_by_kill_9(TestDatabase kind) throws Exception {
        System.out.println("CrashTest on " + kind + ": seed " + SEED + ", rounds " + ROUNDS);
        Random random = new Random(SEED);
        try (TestDatabase.Opened database = kind.create()) {
            for (int round = 0; round < ROUNDS; round++) {
                try (ServerProcess server = ServerProcess.start(database)) {
                    repeatUnanswered(server);
                    repeatSome(server, random);
                    sendUntilKilled(server, round, 200 + random.nextInt(1_800));
                }
            }
            try (ServerProcess server = ServerProcess.start(database)) {
                repeatUnanswered(server);
                assertThat(acknowledged.keySet()).isEqualTo(sent.keySet());
                check(server.admin());
            }
        }
        System.out.println("CrashTest on " + kind + ": " + acknowledged.size() + " acknowledged, each there once");
    }

    private void sendUntilKilled(ServerProcess server, int round, int lifeMillis) throws InterruptedException {
        ExecutorService reporters = Executors.newFixedThreadPool(REPORTERS);
        ScheduledExecutorService death = Executors.newSingleThreadScheduledExecutor();
        CountDownLatch first = new CountDownLatch(1);
        for (int reporter = 0; reporter < REPORTERS; reporter++) {
            String name = "round " + round + " reporter " + reporter;
            reporters.execute(() -> report(server, name, first));
        }
        assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
        death.schedule(server::kill, lifeMillis, TimeUnit.MILLISECONDS);
        server.awaitEnd();
        reporters.shutdown();
        assertThat(reporters.awaitTermination(90, TimeUnit.SECONDS)).isTrue();
        death.shutdown();
    }

    /** Sends reports and questions about them until nobody answers. */
    private void report(ServerProcess server, String name, CountDownLatch first) {
        String last = null;
        for (int call = 0; server.isAlive(); call++) {
            String key = name + " call " + call;
            Sent next = last == null || call % 3 == 0 ? create(key) : ask(key, last);
            sent.put(key, next);
            try {
                HttpCaller.Reply reply = next.to(server);
                acknowledge(key, reply);
                last = reply.json().get("id").asString();
                first.countDown();
            } catch (IllegalStateException unanswered) {
                return;
            }
        }
    }

    private void acknowledge(String key, HttpCaller.Reply reply) {
        assertThat(reply.status()).as("%s: %s", key, reply.text()).isBetween(200, 201);
        String before = acknowledged.putIfAbsent(key, reply.text());
        assertThat(reply.text()).isEqualTo(before == null ? reply.text() : before);
    }

    private void repeatUnanswered(ServerProcess server) {
        sent.forEach((key, call) -> {
            if (!acknowledged.containsKey(key)) {
                acknowledge(key, call.to(server));
            }
        });
    }

    /** The same key gives the same answer, also after the crash. */
    private void repeatSome(ServerProcess server, Random random) {
        List<String> keys = new ArrayList<>(new TreeMap<>(acknowledged).keySet());
        for (int count = 0; count < Math.min(20, keys.size()); count++) {
            String key = keys.get(random.nextInt(keys.size()));
            acknowledge(key, sent.get(key).to(server));
        }
    }

    private static Sent create(String key) {
        Map<String, Object> properties = Map.of(
                "kind", "danger",
                "danger", "piping",
                "severity", "major",
                "text", key,
                "observedAt", Instant.now().toString(),
                "positionSource", "gps",
                "photos", List.of());
        Map<String, Object> place = Map.of("type", "Point", "coordinates", List.of(114.368, 35.522));
        return new Sent(
                key, "/api/live/fieldreports", Map.of("type", "Feature", "geometry", place, "properties", properties));
    }

    private static Sent ask(String key, String report) {
        return new Sent(key, "/api/live/fieldreports/" + report + "/ask", Map.of("text", key));
    }

    private void check(HttpCaller server) {
        Map<String, JsonNode> folded = new TreeMap<>();
        long seq = 0;
        JsonNode picture = server.get("/api/live/picture").json();
        while (seq < picture.get("seq").asLong()) {
            for (JsonNode change : server.get("/api/live/changes?limit=5000&since=" + seq)
                    .json()
                    .get("changes")) {
                assertThat(change.get("seq").asLong()).isEqualTo(++seq);
                JsonNode feature = change.get("feature");
                folded.put(name(feature), feature);
            }
        }
        Map<String, JsonNode> held = new TreeMap<>();
        picture.get("features").forEach(feature -> held.put(name(feature), feature));
        assertThat(held).isEqualTo(folded);
        assertThat(said(held)).isEqualTo(expected());
    }

    private static String name(JsonNode feature) {
        return feature.get("collection").asString() + "/" + feature.get("id").asString();
    }

    /** How often each key's words stand in the picture. */
    private static Map<String, Integer> said(Map<String, JsonNode> held) {
        Map<String, Integer> said = new HashMap<>();
        held.forEach((name, feature) -> {
            if (name.startsWith("fieldreports/")) {
                JsonNode properties = feature.get("properties");
                said.merge(properties.get("text").asString(), 1, Integer::sum);
                properties.get("asks").forEach(ask -> said.merge(ask.get("text").asString(), 1, Integer::sum));
            }
        });
        return said;
    }

    private Map<String, Integer> expected() {
        Map<String, Integer> once = new HashMap<>();
        acknowledged.forEach((key, answer) -> {
            assertThat(JsonMapper.shared().readTree(answer).get("id")).isNotNull();
            once.put(key, 1);
        });
        return once;
    }
}
