package org.anlan.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FeedTest {

    private static TestServer server;
    private static HttpCaller admin;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.H2GIS, "test.notes=true");
        admin = server.admin();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static URI base() {
        return server.base();
    }

    private static Viewer open() {
        return Viewer.open(base(), admin.headers(), "");
    }

    private static String create(String text, boolean secret) {
        var reply = admin.post("/api/live/notes", note(text, secret));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("id").asString();
    }

    private static Map<String, Object> note(String text, boolean secret) {
        Map<String, Object> feature = new HashMap<>();
        feature.put("type", "Feature");
        feature.put("geometry", null);
        feature.put("properties", Map.of("text", text, "secret", secret));
        return feature;
    }

    private static void write(String id, String text, boolean secret) {
        var reply = admin.post("/api/live/notes/" + id + "/write", Map.of("text", text, "secret", secret));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private static long head() {
        return admin.get("/api/live/picture").json().get("seq").asLong();
    }

    private static void awaitHead(Viewer viewer) {
        long head = head();
        await().until(() -> viewer.position() >= head);
        assertThat(viewer.fault()).isNull();
    }

    @Test
    void a_viewer_is_greeted_then_told_every_change_and_each_second_how_true_that_is() {
        long before = head();
        Viewer viewer = open();
        await().until(() -> !viewer.frames("hello").isEmpty());
        JsonNode hello = viewer.frames("hello").get(0);
        assertThat(hello.get("space").asString()).isEqualTo("live");
        assertThat(hello.get("seq").asLong()).isEqualTo(before);
        String id = create("水位上涨", false);
        awaitHead(viewer);
        assertThat(viewer.features()
                        .get("notes/" + id)
                        .get("properties")
                        .get("text")
                        .asString())
                .isEqualTo("水位上涨");
        await().until(() -> viewer.frames("mark").size() >= 2);
        JsonNode mark = viewer.frames("mark").get(viewer.frames("mark").size() - 1);
        assertThat(mark.get("seq").asLong()).isEqualTo(viewer.position());
        assertThat(Instant.parse(mark.get("at").asString()))
                .isBetween(Instant.now().minusSeconds(10), Instant.now().plusSeconds(1));
        assertThat(mark.has("degraded")).isFalse();
        viewer.cut();
    }

    @Test
    void an_audience_is_sent_only_what_it_may_see_and_the_numbers_stay_whole() {
        HttpCaller wall = server.bearer(viewerToken());
        Viewer viewer = Viewer.open(base(), wall.headers(), "");
        await().until(() -> !viewer.frames("hello").isEmpty());
        String open = create("open", false);
        String secret = create("secret", true);
        write(open, "now secret", true);
        awaitHead(viewer);
        assertThat(viewer.features()).doesNotContainKeys("notes/" + open, "notes/" + secret);
        assertThat(viewer.frames.toString()).doesNotContain("now secret");
        write(open, "open again", false);
        awaitHead(viewer);
        assertThat(viewer.features()).containsKey("notes/" + open);
        viewer.cut();
    }

    private static String viewerToken() {
        var reply = admin.post("/api/tokens", Map.of("name", "wall", "role", "viewer", "validDays", 1));
        assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
        return reply.json().get("token").asString();
    }

    @Test
    void one_who_was_away_is_sent_what_it_missed_also_from_the_log() {
        Viewer first = open();
        await().until(() -> first.epoch() != null);
        String id = create("0", false);
        awaitHead(first);
        first.cut();
        await().until(() -> server.bean(FeedMetrics.class).sessions() == 0);
        for (int version = 1; version <= 30; version++) {
            write(id, "" + version, false);
        }
        Viewer second = first.resume(base(), admin.headers());
        awaitHead(second);
        assertThat(second.features().get("notes/" + id).get("version").asLong()).isEqualTo(31);
        second.cut();
    }

    @Test
    void a_place_that_means_nothing_here_is_reset() {
        Viewer other = Viewer.open(base(), admin.headers(), "?since=0&epoch=another");
        assertThat(other.closeCode()).isEqualTo(FeedSession.RESET);
        assertThat(other.frames("reset")).hasSize(1);
        Viewer known = open();
        await().until(() -> known.epoch() != null);
        Viewer ahead = Viewer.open(base(), admin.headers(), "?since=999999999&epoch=" + known.epoch());
        assertThat(ahead.closeCode()).isEqualTo(FeedSession.RESET);
        known.cut();
    }

    @Test
    void strangers_foreign_pages_and_nonsense_are_refused_before_the_upgrade() {
        assertThat(Viewer.refusal(base(), Map.of(), "")).isEqualTo(401);
        assertThat(Viewer.refusal(
                        base(),
                        admin.with("Origin", "https://elsewhere.example").headers(),
                        ""))
                .isEqualTo(403);
        assertThat(Viewer.refusal(base(), Map.of(), "?ticket=wrong")).isEqualTo(401);
        assertThat(Viewer.refusal(base(), admin.headers(), "?since=-1")).isEqualTo(422);
    }

    @Test
    void a_ticket_opens_one_socket() {
        String ticket =
                admin.post("/api/ws-ticket", Map.of()).json().get("ticket").asString();
        Viewer viewer = Viewer.open(base(), Map.of(), "?ticket=" + ticket);
        await().until(() -> viewer.epoch() != null);
        assertThat(Viewer.refusal(base(), Map.of(), "?ticket=" + ticket)).isEqualTo(401);
        viewer.cut();
    }

    @Test
    void a_revoked_token_closes_its_sockets_at_once() {
        var made = admin.post("/api/tokens", Map.of("name", "tool", "role", "viewer", "validDays", 1))
                .json();
        Viewer viewer =
                Viewer.open(base(), server.bearer(made.get("token").asString()).headers(), "");
        await().until(() -> viewer.epoch() != null);
        assertThat(admin.delete("/api/tokens/" + made.get("id").asString()).status())
                .isBetween(200, 204);
        assertThat(viewer.closeCode()).isEqualTo(FeedSession.SIGNED_OUT);
    }

    @Test
    void a_viewer_that_talks_is_told_so_and_nobody_else_notices() {
        Viewer quiet = open();
        Viewer talker = open();
        Viewer shouter = open();
        await().until(() -> talker.epoch() != null && shouter.epoch() != null && quiet.epoch() != null);
        talker.say("hello");
        assertThat(talker.closeCode()).isEqualTo(1008);
        shouter.say("x".repeat(100_000));
        await().until(shouter::isClosed);
        create("still here", false);
        awaitHead(quiet);
        assertThat(quiet.isClosed()).isFalse();
        quiet.cut();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8})
    void clients_cut_at_random_still_hold_exactly_what_the_server_holds(long seed) throws Exception {
        Random random = new Random(seed);
        ExecutorService writers = Executors.newFixedThreadPool(4);
        List<CompletableFuture<Void>> writing = new ArrayList<>();
        String[] ids = new String[5];
        for (int index = 0; index < ids.length; index++) {
            ids[index] = create("note " + index, false);
        }
        List<Viewer> viewers = new ArrayList<>();
        for (int count = 0; count < 8; count++) {
            viewers.add(fetched());
        }
        for (int call = 0; call < 400; call++) {
            String id = ids[random.nextInt(ids.length)];
            String text = "t" + random.nextInt();
            writing.add(CompletableFuture.runAsync(() -> write(id, text, false), writers));
        }
        for (int cut = 0; cut < 60; cut++) {
            int which = random.nextInt(viewers.size());
            Viewer gone = viewers.get(which);
            long until = gone.position() + random.nextInt(15);
            await().until(() -> gone.position() >= until || writing.stream().allMatch(CompletableFuture::isDone));
            gone.cut();
            assertThat(gone.fault()).isNull();
            viewers.set(which, gone.resume(base(), admin.headers()));
        }
        CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new)).join();
        writers.shutdown();
        Map<String, JsonNode> held = picture();
        for (Viewer viewer : viewers) {
            awaitHead(viewer);
            assertThat(viewer.features()).isEqualTo(held);
            viewer.cut();
        }
    }

    /** Opens the socket, fetches the picture, and goes on from there: as every screen does. */
    private static Viewer fetched() {
        Viewer viewer = open();
        await().until(() -> viewer.epoch() != null);
        Map<String, JsonNode> fetched = picture();
        viewer.cut();
        // The picture may be newer than hello; what is sent again is the same version, and folding it again is
        // harmless.
        Viewer second = viewer.resume(base(), admin.headers());
        synchronized (second) {
            fetched.forEach(second.features::putIfAbsent);
        }
        return second;
    }

    private static Map<String, JsonNode> picture() {
        Map<String, JsonNode> features = new java.util.TreeMap<>();
        for (JsonNode feature : admin.get("/api/live/picture").json().get("features")) {
            features.put(
                    feature.get("collection").asString() + "/"
                            + feature.get("id").asString(),
                    feature);
        }
        return features;
    }

    @Test
    void those_who_never_read_delay_nobody_and_cost_a_bounded_ring() throws IOException {
        Viewer healthy = open();
        await().until(() -> healthy.epoch() != null);
        List<Socket> deaf = new ArrayList<>();
        for (int count = 0; count < 5; count++) {
            deaf.add(deafSocket());
        }
        String id = create("long", false);
        String text = "洪".repeat(60_000);
        for (int version = 0; version < 80; version++) {
            write(id, version + text, false);
            awaitHead(healthy);
        }
        assertThat(healthy.features().get("notes/" + id).get("version").asLong())
                .isEqualTo(81);
        for (Socket socket : deaf) {
            socket.close();
        }
        healthy.cut();
    }

    private static Socket deafSocket() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new java.net.InetSocketAddress(base().getHost(), base().getPort()));
        String request = "GET /ws/live HTTP/1.1\r\nHost: " + base().getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: "
                + admin.headers().get("Authorization") + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
