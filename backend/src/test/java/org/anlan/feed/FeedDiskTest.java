package org.anlan.feed;

import static org.anlan.feed.Viewer.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.anlan.testing.FullDisk;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The disk of the database fills up under a working server, and somebody clears it. */
@ParameterizedClass
@EnumSource
class FeedDiskTest {

    private static final int WRITERS = 4;

    @Parameter
    TestDatabase kind;

    private TestDatabase.Opened database;
    private FullDisk disk;
    private TestServer server;
    private HttpCaller admin;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    @BeforeEach
    void start() {
        database = FullDisk.create(kind);
        disk = new FullDisk(database);
        server = TestServer.on(database, List.of(FeedNotes.class));
        admin = server.admin();
    }

    @AfterEach
    void stop() throws SQLException {
        disk.end();
        server.close();
        database.close();
    }

    private Reply write(String key) {
        Map<String, Object> note = Map.of("text", key, "secret", false);
        Reply reply = admin.key(key).post("/api/live/notes", Map.of("type", "Feature", "properties", note));
        if (reply.status() == 201) {
            acknowledged.put(key, reply.json().get("id").asString());
        }
        return reply;
    }

    private int health() {
        return server.anonymous().get("/healthz").status();
    }

    @Test
    void writing_is_refused_with_its_reason_reading_goes_on_and_it_recovers_by_itself() throws SQLException {
        Reply before = write("before");
        String history = before.header("Location").orElseThrow() + "/history";
        Viewer viewer = Viewer.follow(admin);
        disk.begin();
        for (int attempt = 0; attempt < 20; attempt++) {
            mustNameTheDisk(write("during " + attempt));
        }
        Map<String, Object> row = Map.of(
                "gauge", "31003700", "time", Instant.now().toString(), "stageMetres", 64.0, "source", "telemetry");
        soon().until(() -> admin.post("/api/live/readings", Map.of("readings", List.of(row)))
                        .status()
                == 503);
        assertThat(acknowledged).containsOnlyKeys("before");
        soon().until(() -> health() == 503);
        assertThat(server.anonymous().get("/healthz").text()).contains("the disk of the database takes nothing");
        soon().until(() -> viewer.nextMark().path("degraded").asBoolean());
        assertThat(viewer.nextMark().path("cause").asString()).isEqualTo("disk");
        Instant marked = Instant.parse(viewer.nextMark().get("at").asString());
        soon().until(() -> Instant.parse(viewer.nextMark().get("at").asString()).isAfter(marked));
        assertThat(admin.get("/api/live/picture").status()).isEqualTo(200);
        soon().until(() -> admin.get(history).status() == 200);

        disk.end();
        soon().until(() -> health() == 200);
        for (int attempt = 0; attempt < 20; attempt++) {
            String key = "during " + attempt;
            soon().until(() -> write(key).status() == 201);
        }
        soon().until(() -> !viewer.nextMark().path("degraded").asBoolean());
        everythingIsThereOnce(viewer);
        assertThat(viewer.isClosed()).isFalse();
        viewer.cut();
    }

    @Test
    void what_was_acknowledged_while_it_filled_up_is_there_once_and_the_log_has_no_gap() throws Exception {
        write("before");
        Viewer viewer = Viewer.follow(admin);
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        List<String> unanswered = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int writer = 0; writer < WRITERS; writer++) {
            String name = "writer " + writer + " note ";
            writers.execute(() -> {
                for (int number = 0; writing.get(); number++) {
                    if (write(name + number).status() != 201) {
                        unanswered.add(name + number);
                    }
                }
            });
        }
        for (int round = 1; round <= 2; round++) {
            int enough = acknowledged.size() + 30;
            soon().until(() -> acknowledged.size() >= enough);
            disk.begin();
            int refused = unanswered.size() + 20;
            soon().until(() -> unanswered.size() >= refused);
            disk.end();
        }
        writing.set(false);
        writers.shutdown();
        assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        for (String key : unanswered) {
            soon().until(() -> write(key).status() == 201);
        }
        everythingIsThereOnce(viewer);
        viewer.cut();
    }

    private static void mustNameTheDisk(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.header("Content-Type")).contains("application/problem+json");
        assertThat(reply.header("Retry-After")).isPresent();
        assertThat(reply.json().get("code").asString()).isEqualTo("disk");
        assertThat(reply.json().get("detailEn").asString()).contains("disk");
    }

    private void everythingIsThereOnce(Viewer viewer) {
        JsonNode picture = Viewer.picture(admin);
        Map<String, JsonNode> folded = new TreeMap<>();
        long seq = 0;
        while (seq < picture.get("seq").asLong()) {
            for (JsonNode change : admin.get("/api/live/changes?limit=5000&since=" + seq)
                    .json()
                    .get("changes")) {
                assertThat(change.get("seq").asLong()).isEqualTo(++seq);
                JsonNode feature = change.get("feature");
                folded.put(
                        feature.get("collection").asString() + "/"
                                + feature.get("id").asString(),
                        feature);
            }
        }
        assertThat(folded).isEqualTo(Viewer.features(picture));
        Map<String, String> texts = new TreeMap<>();
        folded.forEach((name, feature) -> {
            if (name.startsWith("notes/")) {
                String twice = texts.put(
                        feature.at("/properties/text").asString(),
                        feature.get("id").asString());
                assertThat(twice).isNull();
            }
        });
        assertThat(texts).isEqualTo(new TreeMap<>(acknowledged));
        viewer.awaitNumber(picture.get("seq").asLong());
        assertThat(viewer.features()).isEqualTo(folded);
    }
}
