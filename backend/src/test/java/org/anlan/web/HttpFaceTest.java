package org.anlan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The picture over HTTP, end to end on a running server. */
class HttpFaceTest {

    private static final String NOTES = "/api/live/notes";

    private static TestServer server;
    private static HttpCaller admin;
    private static HttpCaller viewer;
    private static HttpCaller field;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.H2GIS, List.of(Notes.class));
        admin = server.admin();
        viewer = program("viewer");
        field = program("field");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpCaller program(String role) {
        Reply made =
                admin.post("/api/tokens", "{\"name\":\"test " + role + "\",\"role\":\"" + role + "\",\"validDays\":1}");
        assertThat(made.status()).as(made.text()).isBetween(200, 201);
        return server.bearer(made.json().get("token").asString());
    }

    private static JsonNode created(String text, String more) {
        Reply reply = admin.post(NOTES, Notes.body(text, more));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    @Test
    void a_feature_is_created_read_edited_and_removed() {
        Reply made = admin.post(NOTES, Notes.body("one", ""));
        assertThat(made.status()).isEqualTo(201);
        String place = made.header("Location").orElseThrow();
        assertThat(place).isEqualTo(NOTES + "/" + made.json().get("id").asString());
        assertThat(made.header("ETag")).contains("\"1\"");

        Reply read = admin.get(place);
        assertThat(read.json()).isEqualTo(made.json());
        assertThat(admin.with("If-None-Match", "\"1\"").get(place).status()).isEqualTo(304);

        Reply edited = admin.with("If-Match", "\"1\"").put(place, Notes.body("two", ""));
        assertThat(edited.status()).as(edited.text()).isEqualTo(200);
        assertThat(edited.header("ETag")).contains("\"2\"");

        assertThat(admin.delete(place).status()).isEqualTo(200);
        assertThat(admin.get(place).status()).isEqualTo(404);
        List<String> ops = new ArrayList<>();
        admin.get(place + "/history")
                .json()
                .get("versions")
                .forEach(version -> ops.add(version.get("op").asString() + " "
                        + version.get("command").asString()));
        assertThat(ops).containsExactly("put create", "put edit", "remove remove");
    }

    @Test
    void an_edit_needs_the_version_and_a_stale_one_is_told_the_current() {
        String place = NOTES + "/" + created("stale", "").get("id").asString();
        Reply without = admin.put(place, Notes.body("b", ""));
        assertThat(without.status()).isEqualTo(428);
        assertThat(admin.with("If-Match", "\"1\"")
                        .put(place, Notes.body("b", ""))
                        .status())
                .isEqualTo(200);

        Reply stale = admin.with("If-Match", "\"1\"").put(place, Notes.body("c", ""));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.json().get("code").asString()).isEqualTo("stale");
        assertThat(stale.json().get("current").asInt()).isEqualTo(2);
        assertThat(admin.with("If-Match", "two").put(place, Notes.body("c", "")).status())
                .isEqualTo(422);
        assertThat(admin.get(place).json().at("/properties/text").asString()).isEqualTo("b");
    }

    @Test
    void the_same_key_gives_the_same_answer_and_another_body_is_refused() {
        Reply first = admin.key("k-1").post(NOTES, Notes.body("once", ""));
        Reply again = admin.key("k-1").post(NOTES, Notes.body("once", "").replace(",", " ,\n"));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).contains("true");

        Reply other = admin.key("k-1").post(NOTES, Notes.body("twice", ""));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("code").asString()).isEqualTo("idempotency-key");
        assertThat(admin.key("x".repeat(101))
                        .post(NOTES, Notes.body("long", ""))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_command_takes_a_plain_object() {
        String place = NOTES + "/" + created("count", "").get("id").asString();
        Reply added = admin.post(place + "/add", "{\"by\":4}");
        assertThat(added.json().at("/properties/count").asInt()).isEqualTo(5);
        Reply refused = admin.post(place + "/add", "{\"by\":400}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().at("/allowed/0").asString()).isEqualTo("add");
    }

    @Test
    void a_fault_of_ours_is_an_error_with_a_reference_and_without_a_trace() {
        String place = NOTES + "/" + created("fault", "").get("id").asString();
        Reply fault = admin.post(place + "/add", "{\"by\":-1}");
        assertThat(fault.status()).isEqualTo(500);
        assertThat(fault.json().get("code").asString()).isEqualTo("internal");
        assertThat(fault.text()).doesNotContain("IllegalState", "on purpose", "\tat ", "org.anlan");
        assertThat(admin.get(place).status()).isEqualTo(200);
    }

    @Test
    void each_reader_sees_what_is_for_them() {
        String open = created("open", ",\"writers\":[{\"name\":\"李\",\"phone\":\"phone-of-li\"}]")
                .get("id")
                .asString();
        String secret = created("hidden", ",\"secret\":true").get("id").asString();
        assertThat(viewer.get(NOTES + "/" + open).text()).contains("李").doesNotContain("phone-of-li");
        assertThat(viewer.get(NOTES + "/" + secret).status()).isEqualTo(404);
        assertThat(viewer.get(NOTES + "/" + secret + "/history").status()).isEqualTo(404);
        for (String path : List.of("/api/live/picture", "/api/live/changes?limit=5000", NOTES)) {
            assertThat(viewer.get(path).text()).as(path).contains(open).doesNotContain(secret, "phone-of-li");
            assertThat(admin.get(path).text()).as(path).contains(open, secret, "phone-of-li");
            assertThat(field.get(path).text()).as(path).doesNotContain(open, secret);
        }
        assertThat(field.get(NOTES).status()).isEqualTo(403);
        assertThat(viewer.get(NOTES + "?filter=" + url("writers LIKE '%phone-of%'"))
                        .json()
                        .get("numberMatched")
                        .asInt())
                .isZero();
    }

    @Test
    void a_feature_that_leaves_sight_reaches_the_reader_as_removed() {
        JsonNode made = created("seen then hidden", "");
        String place = NOTES + "/" + made.get("id").asString();
        long seq = made.get("seq").asLong();
        admin.with("If-Match", "1").put(place, Notes.body("seen then hidden", ",\"secret\":true"));
        admin.with("If-Match", "2").put(place, Notes.body("still hidden", ",\"secret\":true"));
        List<String> ops = new ArrayList<>();
        viewer.get("/api/live/changes?since=" + seq + "&limit=5000")
                .json()
                .get("changes")
                .forEach(change -> {
                    if (change.path("id").asString("").equals(made.get("id").asString())) {
                        ops.add(change.get("op").asString());
                    }
                });
        assertThat(ops).containsExactly("remove");
    }

    @Test
    void changes_are_read_in_pieces_until_the_head() {
        created("a", "");
        created("b", "");
        long head = admin.get("/api/live/picture").json().get("seq").asLong();
        long since = 0;
        List<Long> seen = new ArrayList<>();
        while (since < head) {
            JsonNode piece =
                    admin.get("/api/live/changes?limit=3&since=" + since).json();
            piece.get("changes").forEach(change -> seen.add(change.get("seq").asLong()));
            since = piece.get("seq").asLong();
        }
        assertThat(seen).hasSize((int) head).isSorted().doesNotHaveDuplicates();
        assertThat(admin.get("/api/live/changes?since=" + (head + 1000)).status())
                .isEqualTo(422);
    }

    @Test
    void the_picture_is_not_sent_again_while_nothing_changed() {
        Reply picture = admin.get("/api/live/picture");
        String etag = picture.header("ETag").orElseThrow();
        assertThat(admin.with("If-None-Match", etag).get("/api/live/picture").status())
                .isEqualTo(304);
        assertThat(viewer.get("/api/live/picture").header("ETag")).isPresent().isNotEqualTo(picture.header("ETag"));
        created("new", "");
        assertThat(admin.with("If-None-Match", etag).get("/api/live/picture").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text = 'findme' | 1",
                "text LIKE 'find%' AND count = 1 | 1",
                "text = 'findme' AND count > 1 | 0",
                "text = 'findme' AND version = 1 AND updated > '2020-01-01T00:00:00Z' | 1",
                "text = 'findme' AND colour = 'dark-blue' | 1",
                "text = 'findme' AND BBOX(geometry, 0, 0, 1, 1) | 0",
            })
    void a_collection_answers_cql(String cql, int matched) {
        if (admin.get(NOTES + "?filter=" + url("text = 'findme'"))
                        .json()
                        .get("numberMatched")
                        .asInt()
                == 0) {
            created("findme", ",\"colour\":\"dark-blue\"");
        }
        Reply reply = admin.get(NOTES + "?filter=" + url(cql) + "&bbox=114,35,115,36&limit=10");
        assertThat(reply.json().get("type").asString()).isEqualTo("FeatureCollection");
        assertThat(reply.json().get("numberMatched").asInt()).isEqualTo(matched);
    }

    @Test
    void script_in_a_text_stays_text() {
        JsonNode made = created("<script>alert(1)</script>", "");
        Reply read = admin.get(NOTES + "/" + made.get("id").asString());
        assertThat(read.header("Content-Type")).contains("application/json");
        assertThat(read.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(read.json().at("/properties/text").asString()).isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void json_is_sent_compressed_to_who_takes_it() {
        for (int index = 0; index < 20; index++) {
            created("some text that is long enough to be worth compressing " + index, "");
        }
        for (String path : List.of("/api/live/picture", NOTES)) {
            Reply gzip = admin.with("Accept-Encoding", "gzip").get(path);
            assertThat(gzip.header("Content-Encoding")).contains("gzip");
            assertThat(unpacked(gzip)).isEqualTo(admin.get(path).text());
        }
        Reply packed = admin.with("Accept-Encoding", "gzip").get(NOTES);
        assertThat(packed.header("Content-Encoding")).contains("gzip");
        assertThat(admin.get(NOTES).header("Content-Encoding")).isEmpty();
    }

    @Test
    void bad_requests_lose_nothing_that_was_accepted() {
        List<String> ids = new ArrayList<>();
        for (int index = 0; index < 10; index++) {
            ids.add(created("kept " + index, "").get("id").asString());
            admin.post(NOTES, Notes.body("bad", ",\"colour\":\"green\""));
            admin.post(NOTES, "{");
            admin.call("POST", NOTES, BodyPublishers.ofByteArray(new byte[2 << 20]), "application/json");
        }
        String all = admin.get(NOTES).text();
        assertThat(ids).allMatch(all::contains);
        assertThat(all).doesNotContain("\"bad\"");
    }

    private static String unpacked(Reply reply) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(reply.bytes()))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
