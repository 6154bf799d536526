package org.anlan.feed;

import static org.anlan.feed.Viewer.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.anlan.feed.FeedNotes.Note;
import org.anlan.feed.FeedNotes.Paper;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What one viewer is told, and who may be one: the contract of docs/protocol.md on the whole server. */
class FeedTest {

    private static TestServer server;
    private static HttpCaller admin;
    private static Space live;
    private static FeedNotes.Writer writer;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.H2GIS, List.of(FeedNotes.class), "anlan.feed.sessions-per-actor=20");
        admin = server.admin();
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

    private static void awaitHead(Viewer viewer) {
        viewer.awaitNumber(live.head().seq());
    }

    private static JsonNode programToken(String role) {
        Reply reply = admin.post("/api/tokens", Map.of("name", "wall", "role", role, "validDays", 1));
        assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
        return reply.json();
    }

    private static HttpCaller as(String role) {
        return server.bearer(programToken(role).get("token").asString());
    }

    @Test
    void a_viewer_is_greeted_then_told_every_change_and_each_second_how_true_that_is() {
        long before = live.head().seq();
        Viewer viewer = Viewer.follow(admin);
        JsonNode hello = viewer.frames("hello").get(0);
        assertThat(hello.get("space").asString()).isEqualTo("live");
        assertThat(hello.get("epoch").asString()).isEqualTo(live.epoch());
        assertThat(hello.get("seq").asLong()).isEqualTo(before);
        String id = writer.create(new Note("水位上涨"));
        awaitHead(viewer);
        JsonNode change = viewer.frames("changes").get(0).at("/changes/0");
        assertThat(change.get("op").asString()).isEqualTo("put");
        assertThat(change.at("/feature/id").asString()).isEqualTo(id);
        assertThat(change.at("/feature/properties/text").asString()).isEqualTo("水位上涨");
        Instant earlier = Instant.parse(viewer.nextMark().get("at").asString());
        JsonNode mark = viewer.nextMark();
        assertThat(mark.get("seq").asLong()).isEqualTo(viewer.position());
        assertThat(mark.has("head")).isFalse();
        assertThat(mark.has("degraded")).isFalse();
        assertThat(Instant.parse(mark.get("at").asString()))
                .isAfter(earlier)
                .isBefore(Instant.now().plusSeconds(1));
        viewer.cut();
    }

    @Test
    void a_removed_feature_is_removed() {
        String id = writer.create(new Note("short"));
        Viewer viewer = Viewer.follow(admin);
        assertThat(viewer.features()).containsKey("notes/" + id);
        writer.remove(id);
        awaitHead(viewer);
        assertThat(viewer.features()).doesNotContainKey("notes/" + id);
        viewer.cut();
    }

    @Test
    void an_audience_is_sent_only_what_it_may_see_and_the_numbers_stay_whole() {
        HttpCaller wall = as("viewer");
        Viewer viewer = Viewer.follow(wall);
        String open = writer.create(new Note("open", false, "13800000000"));
        awaitHead(viewer);
        assertThat(viewer.features().get("notes/" + open).at("/properties/text").asString())
                .isEqualTo("open");
        String secret = writer.create(new Note("hidden words", true, null));
        writer.file(new Paper("desk only"));
        writer.write(open, new Note("hidden now", true, null));
        awaitHead(viewer);
        assertThat(viewer.features()).doesNotContainKeys("notes/" + open, "notes/" + secret);
        writer.write(open, new Note("open again"));
        awaitHead(viewer);
        assertThat(viewer.features()).containsKey("notes/" + open);
        assertThat(viewer.features()).isEqualTo(Viewer.features(Viewer.picture(wall)));
        assertThat(viewer.heard()).doesNotContain("13800000000", "hidden", "desk only", "papers");
        viewer.cut();
    }

    @Test
    void a_range_of_which_an_audience_sees_nothing_is_sent_empty() {
        Viewer viewer = Viewer.follow(as("viewer"));
        long before = viewer.position();
        writer.file(new Paper("desk only"));
        viewer.awaitNumber(before + 1);
        JsonNode frame = viewer.frames("changes").get(0);
        assertThat(frame.get("from").asLong()).isEqualTo(before + 1);
        assertThat(frame.get("changes").size()).isZero();
        viewer.cut();
    }

    @Test
    void all_changes_of_one_command_and_all_that_wait_travel_in_one_frame() {
        String id = writer.create(new Note("0"));
        Viewer viewer = Viewer.follow(admin);
        long before = metrics().frames();
        List<java.util.concurrent.CompletableFuture<Void>> calls = java.util.stream.IntStream.range(0, 500)
                .mapToObj(call ->
                        java.util.concurrent.CompletableFuture.runAsync(() -> writer.write(id, new Note("" + call))))
                .toList();
        calls.forEach(java.util.concurrent.CompletableFuture::join);
        awaitHead(viewer);
        assertThat(viewer.frames("changes").stream()
                        .mapToInt(frame -> frame.get("changes").size())
                        .sum())
                .isEqualTo(500);
        assertThat(viewer.frames("changes")).hasSizeLessThan(500);
        assertThat(metrics().frames()).isGreaterThan(before);
        viewer.cut();
    }

    @Test
    void one_who_was_away_is_sent_what_it_missed_also_from_the_log() {
        HttpCaller commander = as("commander");
        Viewer first = Viewer.follow(commander);
        String id = writer.create(new Note("0"));
        awaitHead(first);
        first.cut();
        soon().until(() -> metrics().sessions() == 0);
        long reads = metrics().logReads();
        for (int version = 1; version <= 300; version++) {
            writer.write(id, new Note("" + version));
        }
        Viewer second = first.resume(commander);
        awaitHead(second);
        assertThat(second.features().get("notes/" + id).get("version").asLong()).isEqualTo(301);
        assertThat(metrics().logReads()).isGreaterThan(reads);
        second.cut();
    }

    @Test
    void since_without_an_epoch_means_the_one_hello_names() {
        writer.create(new Note("one"));
        Viewer viewer = Viewer.open(admin, "?since=0");
        soon().until(() -> !viewer.frames("changes").isEmpty());
        assertThat(viewer.frames("changes").get(0).get("from").asLong()).isEqualTo(1);
        assertThat(viewer.frames("hello").get(0).get("epoch").asString()).isEqualTo(live.epoch());
        viewer.cut();
    }

    @Test
    void a_place_that_means_nothing_here_is_reset() {
        for (String query : List.of("?since=0&epoch=another", "?since=999999999&epoch=" + live.epoch())) {
            Viewer viewer = Viewer.open(admin, query);
            assertThat(viewer.closeCode()).as(query).isEqualTo(FeedSession.RESET);
            assertThat(viewer.frames("reset")).hasSize(1);
            assertThat(viewer.frames("hello")).isEmpty();
        }
    }

    @Test
    void an_unknown_space_is_told_after_the_upgrade_where_a_browser_can_see_it() {
        Viewer viewer = Viewer.open(HttpClient.newHttpClient(), admin, "drill-none");
        assertThat(viewer.closeCode()).isEqualTo(FeedSession.NO_SPACE);
    }

    @Test
    void strangers_foreign_pages_and_nonsense_are_refused_before_the_upgrade() {
        assertThat(Viewer.refusal(server.anonymous(), "")).isEqualTo(401);
        assertThat(Viewer.refusal(admin.with("Origin", "https://elsewhere.example"), ""))
                .isEqualTo(403);
        assertThat(Viewer.refusal(server.anonymous(), "?ticket=wrong")).isEqualTo(401);
        assertThat(Viewer.refusal(admin, "?since=-1")).isEqualTo(422);
        assertThat(admin.get("/ws/live").status()).isEqualTo(400);
        Viewer own = Viewer.open(admin.with("Origin", server.base().toString()), "");
        soon().until(() -> own.epoch() != null);
        own.cut();
    }

    @Test
    void a_ticket_opens_one_socket() {
        String ticket =
                admin.post("/api/ws-ticket", Map.of()).json().get("ticket").asString();
        Viewer viewer = Viewer.open(server.anonymous(), "?ticket=" + ticket);
        soon().until(() -> viewer.epoch() != null);
        assertThat(Viewer.refusal(server.anonymous(), "?ticket=" + ticket)).isEqualTo(401);
        viewer.cut();
    }

    @Test
    void a_revoked_token_closes_its_sockets_and_no_other() {
        JsonNode made = programToken("viewer");
        Viewer gone = Viewer.open(server.bearer(made.get("token").asString()), "");
        Viewer stays = Viewer.open(as("viewer"), "");
        soon().until(() -> gone.epoch() != null && stays.epoch() != null);
        assertThat(admin.delete("/api/tokens/" + made.get("id").asString()).status())
                .isBetween(200, 204);
        assertThat(gone.closeCode()).isEqualTo(FeedSession.SIGNED_OUT);
        writer.create(new Note("for those who stay"));
        awaitHead(stays);
        assertThat(stays.isClosed()).isFalse();
        stays.cut();
    }

    @Test
    void logging_out_closes_the_sockets_of_the_session_also_those_opened_with_a_ticket() {
        Reply in = server.anonymous().post("/api/session", Map.of("user", "admin", "password", TestServer.PASSWORD));
        String cookies = in.header("set-cookie").orElseThrow();
        HttpCaller browser = server.anonymous()
                .with(
                        "Cookie",
                        "ANLAN_SESSION=" + cookie(cookies, "ANLAN_SESSION") + "; XSRF-TOKEN="
                                + cookie(cookies, "XSRF-TOKEN"))
                .with("X-XSRF-TOKEN", cookie(cookies, "XSRF-TOKEN"));
        String ticket =
                browser.post("/api/ws-ticket", Map.of()).json().get("ticket").asString();
        Viewer byTicket = Viewer.open(server.anonymous(), "?ticket=" + ticket);
        Viewer byCookie = Viewer.open(browser, "");
        soon().until(() -> byTicket.epoch() != null && byCookie.epoch() != null);
        assertThat(browser.delete("/api/session").status()).isEqualTo(204);
        assertThat(byTicket.closeCode()).isEqualTo(FeedSession.SIGNED_OUT);
        assertThat(byCookie.closeCode()).isEqualTo(FeedSession.SIGNED_OUT);
    }

    private static String cookie(String header, String name) {
        return header.replaceFirst("(?s).*" + name + "=([^;]*);.*", "$1");
    }

    @Test
    void a_viewer_that_talks_is_told_so_and_nobody_else_notices() {
        Viewer quiet = Viewer.follow(admin);
        Viewer talker = Viewer.follow(admin);
        Viewer shouter = Viewer.follow(admin);
        talker.say("hello");
        assertThat(talker.closeCode()).isEqualTo(1008);
        shouter.say("x".repeat(100_000));
        assertThat(shouter.closeCode()).isIn(1006, 1009);
        writer.create(new Note("still here"));
        awaitHead(quiet);
        assertThat(quiet.isClosed()).isFalse();
        quiet.cut();
    }

    @Test
    void one_account_cannot_hold_more_sockets_than_the_settings_allow() {
        HttpCaller tool = as("viewer");
        List<Viewer> open = java.util.stream.IntStream.range(0, 20)
                .mapToObj(count -> Viewer.open(tool, ""))
                .toList();
        assertThat(Viewer.open(tool, "").closeCode()).isEqualTo(FeedSession.TOO_MANY);
        open.get(0).cut();
        soon().until(() -> {
            Viewer again = Viewer.open(tool, "");
            soon().until(() -> again.isClosed() || again.epoch() != null);
            return !again.isClosed();
        });
        open.forEach(Viewer::cut);
    }

    @Test
    void no_compression_is_negotiated_because_frames_are_shared() throws Exception {
        try (RawSocket socket = RawSocket.open(admin, "Sec-WebSocket-Extensions: permessage-deflate\r\n")) {
            assertThat(socket.handshake()).startsWith("HTTP/1.1 101").doesNotContain("permessage-deflate");
            assertThat(socket.frame().json().get("type").asString()).isEqualTo("hello");
        }
    }
}
