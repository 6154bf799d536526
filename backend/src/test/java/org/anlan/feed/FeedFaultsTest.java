package org.anlan.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.internal.PlatformDependent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.anlan.feed.FeedNotes.Note;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Clients that mean harm, or are broken: each is shown out, and a viewer beside it misses nothing. */
class FeedFaultsTest {

    private static TestServer server;
    private static Space live;
    private static FeedNotes.Writer writer;
    /** Far more than a viewer costs, far less than what these clients try to make the server hold. */
    private static final long MOST_BYTES = 48L << 20;

    private Viewer beside;
    private long memoryBefore;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.H2GIS, List.of(FeedNotes.class));
        live = server.bean(Spaces.class).get(Spaces.LIVE);
        writer = new FeedNotes.Writer(live);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void watch() {
        beside = Viewer.follow(server.admin());
        memoryBefore = memory();
    }

    /** What is alive on the heap, and what lies outside it. */
    private static long memory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + PlatformDependent.usedDirectMemory()
                + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
    }

    @AfterEach
    void nobodyElseNoticed() {
        writer.create(new Note("still here"));
        beside.awaitNumber(live.head().seq());
        beside.requireNoFault();
        assertThat(memory() - memoryBefore).isLessThan(MOST_BYTES);
        beside.cut();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> server.bean(FeedMetrics.class).sessions() == 0);
    }

    private static RawSocket socket() throws IOException {
        return RawSocket.open(server.admin(), "");
    }

    /** What it may write before the door closes; the rest meets a closed socket. */
    private static int sendAll(RawSocket socket, byte[] bytes, int times) {
        try {
            for (int count = 0; count < times; count++) {
                socket.send(bytes);
            }
        } catch (IOException closed) {
            // as it should be
        }
        return socket.closeCode();
    }

    @Test
    void a_frame_that_says_it_has_64_megabytes_is_refused_by_its_header() throws IOException {
        try (RawSocket socket = socket()) {
            socket.send(RawSocket.head(0x82, 64L << 20));
            assertThat(socket.closeCode()).isIn(1006, 1009);
        }
    }

    @Test
    void twenty_frames_of_64_megabytes_whose_bytes_really_come_are_not_held() throws IOException {
        byte[] part = new byte[1 << 20];
        List<RawSocket> sockets = new ArrayList<>();
        for (int count = 0; count < 20; count++) {
            sockets.add(socket());
        }
        for (RawSocket socket : sockets) {
            try (socket) {
                socket.send(RawSocket.head(0x82, 64L << 20));
                assertThat(sendAll(socket, part, 64)).isIn(1006, 1009);
            }
        }
    }

    @Test
    void a_frame_that_says_it_has_more_than_there_are_bytes_in_the_world_is_refused() throws IOException {
        try (RawSocket socket = socket()) {
            socket.send(RawSocket.head(0x82, -1));
            assertThat(socket.closeCode()).isIn(1002, 1006, 1009);
        }
    }

    @Test
    void of_a_million_empty_fragments_the_first_is_the_last() throws IOException {
        ByteArrayOutputStream thousand = new ByteArrayOutputStream();
        byte[] empty = {0x00, (byte) 0x80, 0, 0, 0, 0};
        for (int count = 0; count < 1000; count++) {
            thousand.write(empty);
        }
        try (RawSocket socket = socket()) {
            socket.send(new byte[] {0x01, (byte) 0x80, 0, 0, 0, 0});
            assertThat(sendAll(socket, thousand.toByteArray(), 1000)).isIn(1006, 1008);
        }
    }

    @Test
    void a_million_pings_and_pongs_cost_no_more_than_their_bytes() throws IOException {
        ByteArrayOutputStream thousand = new ByteArrayOutputStream();
        for (int count = 0; count < 1000; count++) {
            thousand.write(new byte[] {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0});
        }
        try (RawSocket socket = socket()) {
            for (int count = 0; count < 1000; count++) {
                socket.send(thousand.toByteArray());
            }
            writer.create(new Note("seen by the one that pongs"));
            beside.awaitNumber(live.head().seq());
        }
    }

    @Test
    void text_that_is_no_utf_8_is_refused() throws IOException {
        try (RawSocket socket = socket()) {
            socket.send(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, (byte) 0xc3, 0x28});
            assertThat(socket.closeCode()).isIn(1006, 1007, 1008);
        }
    }

    @Test
    void a_frame_without_a_mask_is_refused() throws IOException {
        try (RawSocket socket = socket()) {
            socket.send(new byte[] {(byte) 0x81, 0x02, 'h', 'i'});
            assertThat(socket.closeCode()).isIn(1002, 1006, 1008);
        }
    }

    @Test
    void a_foreign_page_gets_no_socket_even_with_good_credentials() throws IOException {
        try (RawSocket socket = RawSocket.open(server.admin(), "Origin: https://elsewhere.example\r\n")) {
            assertThat(socket.handshake()).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void a_session_that_expires_closes_the_sockets_opened_with_its_cookie_and_with_its_ticket() {
        HttpCaller.Reply in =
                server.anonymous().post("/api/session", Map.of("user", "admin", "password", TestServer.PASSWORD));
        Map<String, String> cookies = Pattern.compile("(ANLAN_SESSION|XSRF-TOKEN)=([^;]+)")
                .matcher(in.header("set-cookie").orElseThrow())
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        HttpCaller page = server.anonymous()
                .with(
                        "Cookie",
                        "ANLAN_SESSION=" + cookies.get("ANLAN_SESSION") + "; XSRF-TOKEN=" + cookies.get("XSRF-TOKEN"));
        HttpCaller.Reply drawn =
                page.with("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN")).post("/api/ws-ticket", Map.of());
        assertThat(drawn.status()).as(drawn.text()).isBetween(200, 201);
        Viewer byCookie = Viewer.open(page, "");
        Viewer byTicket = Viewer.open(
                server.anonymous(), "?ticket=" + drawn.json().get("ticket").asString());
        await().atMost(Duration.ofSeconds(20)).until(() -> byCookie.epoch() != null && byTicket.epoch() != null);
        int changed = server.bean(JdbcClient.class)
                .sql("UPDATE token SET expires_at = ? WHERE kind = 'session'")
                .param(OffsetDateTime.ofInstant(Instant.now().plusSeconds(1), ZoneOffset.UTC))
                .update();
        assertThat(changed).isEqualTo(1);
        assertThat(byCookie.closeCode()).isEqualTo(4401);
        assertThat(byTicket.closeCode()).isEqualTo(4401);
        assertThat(page.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void credentials_that_expire_close_the_socket_they_opened() {
        var made = server.admin()
                .post("/api/tokens", Map.of("name", "wall", "role", "viewer", "validDays", 1))
                .json();
        HttpCaller tool = server.bearer(made.get("token").asString());
        Viewer viewer = Viewer.open(tool, "");
        await().atMost(Duration.ofSeconds(20)).until(() -> viewer.epoch() != null);
        int changed = server.bean(JdbcClient.class)
                .sql("UPDATE token SET expires_at = ? WHERE id = ?")
                .params(
                        OffsetDateTime.ofInstant(Instant.now().plusSeconds(1), ZoneOffset.UTC),
                        made.get("id").asString())
                .update();
        assertThat(changed).isEqualTo(1);
        assertThat(viewer.closeCode()).isEqualTo(4401);
        assertThat(tool.get("/api/me").status()).isEqualTo(401);
    }
}
