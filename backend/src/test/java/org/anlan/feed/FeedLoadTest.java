package org.anlan.feed;

import static org.anlan.feed.Viewer.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.anlan.feed.FeedNotes.Note;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Many viewers, some of which are cut or do not read. */
class FeedLoadTest {

    private static TestServer server;
    private static HttpCaller admin;
    private static HttpCaller wall;
    private static Space live;
    private static FeedNotes.Writer writer;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.H2GIS, List.of(FeedNotes.class));
        admin = server.admin();
        wall = server.bearer(admin.post("/api/tokens", Map.of("name", "wall", "role", "viewer", "validDays", 1))
                .json()
                .get("token")
                .asString());
        live = server.bean(Spaces.class).get(Spaces.LIVE);
        writer = new FeedNotes.Writer(live);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static FeedMetrics metrics() {
        return server.bean(FeedMetrics.class);
    }

    private static Note random(Random random) {
        return new Note("t" + random.nextInt(), random.nextInt(3) == 0, random.nextBoolean() ? "13800000000" : null);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8, 9})
    void clients_cut_at_random_still_hold_exactly_what_the_server_holds(long seed) {
        Random random = new Random(seed);
        String[] ids = new String[6];
        for (int index = 0; index < ids.length; index++) {
            ids[index] = writer.create(new Note("note " + index));
        }
        List<Viewer> viewers = new ArrayList<>();
        for (int count = 0; count < 10; count++) {
            viewers.add(Viewer.follow(count % 2 == 0 ? admin : wall));
        }
        ExecutorService writers = Executors.newFixedThreadPool(4);
        List<CompletableFuture<Void>> writing = new ArrayList<>();
        for (int call = 0; call < 1_500; call++) {
            String id = ids[random.nextInt(ids.length)];
            Note note = random(random);
            writing.add(CompletableFuture.runAsync(() -> writer.write(id, note), writers));
        }
        for (int cut = 0; cut < 80; cut++) {
            int which = random.nextInt(viewers.size());
            Viewer gone = viewers.get(which);
            long until = gone.position() + random.nextInt(40);
            soon().until(() -> gone.position() >= until || writing.stream().allMatch(CompletableFuture::isDone));
            gone.cut();
            gone.requireNoFault();
            viewers.set(which, gone.resume(which % 2 == 0 ? admin : wall));
        }
        writing.forEach(CompletableFuture::join);
        writers.shutdown();
        Map<String, JsonNode> whole = Viewer.features(Viewer.picture(admin));
        Map<String, JsonNode> seen = Viewer.features(Viewer.picture(wall));
        assertThat(seen).isNotEqualTo(whole);
        for (int which = 0; which < viewers.size(); which++) {
            Viewer viewer = viewers.get(which);
            viewer.awaitNumber(live.head().seq());
            assertThat(viewer.features()).isEqualTo(which % 2 == 0 ? whole : seen);
            viewer.cut();
        }
    }

    @Test
    void those_who_never_read_delay_nobody_and_hold_one_frame_each() throws IOException {
        Viewer healthy = Viewer.follow(admin);
        List<RawSocket> deaf = new ArrayList<>();
        for (int count = 0; count < 5; count++) {
            deaf.add(RawSocket.open(admin, ""));
        }
        String id = writer.create(new Note("long"));
        String text = "洪".repeat(60_000);
        for (int version = 0; version < 80; version++) {
            writer.write(id, new Note(version + text));
            healthy.awaitNumber(live.head().seq());
        }
        assertThat(healthy.features().get("notes/" + id).get("version").asLong())
                .isEqualTo(81);
        assertThat(metrics().bytesInFlight()).isBetween(5L, 5L * FeedSession.LARGE_FRAME);
        soon().until(() -> metrics().sessions() == 6);
        for (RawSocket socket : deaf) {
            socket.close();
        }
        soon().until(() -> metrics().sessions() == 1);
        assertThat(metrics().bytesInFlight()).isZero();
        healthy.cut();
    }

    @Test
    void one_who_reads_late_gets_every_number_from_memory_and_log_without_a_gap() throws IOException {
        try (RawSocket late = RawSocket.open(admin, "")) {
            long from = late.frame().json().get("seq").asLong() + 1;
            String id = writer.create(new Note("long"));
            String text = "水".repeat(40_000);
            for (int version = 0; version < 160; version++) {
                writer.write(id, new Note(version + text));
            }
            long reads = metrics().logReads();
            long head = live.head().seq();
            while (from <= head) {
                FrameText frame = late.frame();
                if (frame.opcode() != 1) {
                    continue;
                }
                JsonNode json = frame.json();
                if (json.get("type").asString().equals("changes")) {
                    assertThat(json.get("from").asLong()).isEqualTo(from);
                    from = json.get("seq").asLong() + 1;
                } else if (!json.get("type").asString().equals("latest")) {
                    assertThat(json.get("seq").asLong()).isLessThan(from);
                }
            }
            assertThat(metrics().logReads())
                    .as("19 MB do not fit into a ring of 8")
                    .isGreaterThan(reads);
        }
    }
}
