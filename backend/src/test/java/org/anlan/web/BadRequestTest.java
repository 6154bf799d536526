package org.anlan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bad requests get from a running server: problem+json with a status, a code and, where there is one, the field. */
class BadRequestTest {

    private static TestServer server;
    private static String id;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.H2GIS, List.of(Notes.class));
        id = server.admin()
                .post("/api/live/notes", Notes.body("there", ""))
                .json()
                .get("id")
                .asString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} {1} {2} → {3} {4} {5}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET  | /api/nowhere/picture | `` | 404 | space |",
                "GET  | /api/live/ghosts | `` | 404 | collection |",
                "GET  | /api/live/notes/nobody | `` | 404 | not-found |",
                "GET  | /api/live/notes/nobody/history | `` | 404 | not-found |",
                "GET  | /nothing/here | `` | 404 | not-found |",
                "GET  | /assets/none.js | `` | 404 | not-found |",
                "GET  | /api/live//notes | `` | 400 | path |",
                "POST | /api/live/ghosts | {} | 404 | collection |",
                "POST | /api/live/notes/ID/fly | {} | 404 | command |",
                "POST | /api/live/notes/ID/edit | {} | 404 | command |",
                "POST | /api/live/notes/nobody/add | {\"by\":1} | 404 | not-found |",
                "PUT  | /api/live/picture | {} | 405 | method |",
                "PATCH | /api/live/notes/ID | {} | 405 | method |",
                "GET  | /api/live/notes?colour=red | `` | 422 | query | colour",
                "GET  | /api/live/picture?at=yesterday | `` | 422 | query | at",
                "GET  | /api/live/picture?at=2999-01-01T00:00:00Z | `` | 422 | query | at",
                "GET  | /api/live/picture?at=-99999-01-01T00:00:00Z | `` | 422 | query | at",
                "GET  | /api/live/latest?at=-99999-01-01T00:00:00Z | `` | 422 | query | at",
                "GET  | /api/live/changes?until=-99999-01-01T00:00:00Z | `` | 422 | query | until",
                "GET  | /api/live/timeline?points=0 | `` | 422 | query | points",
                "GET  | /api/live/notes?limit=0 | `` | 422 | query | limit",
                "GET  | /api/live/notes?limit=many | `` | 422 | query | limit",
                "GET  | /api/live/notes?limit=1&limit=2 | `` | 422 | query | limit",
                "GET  | /api/live/notes?bbox=1,2,3 | `` | 422 | query | bbox",
                "GET  | /api/live/notes?bbox=35,114,36,115 | `` | 422 | query | bbox",
                "GET  | /api/live/notes?bbox=a,b,c,d | `` | 422 | query | bbox",
                "GET  | /api/live/notes?bbox=NaN,1,2,3 | `` | 422 | query | bbox",
                "GET  | /api/live/notes?filter=kind%3D%27a%27 | `` | 422 | query | filter",
                "GET  | /api/live/notes?filter=%28%28 | `` | 422 | query | filter",
                "GET  | /api/live/changes?since=-1 | `` | 422 | query | since",
                "GET  | /api/live/picture?at=2999-07-22T00:00:00Z | `` | 422 | query | at",
                "POST | /api/live/notes | { | 400 | json |",
                "POST | /api/live/notes | [] | 400 | json |",
                "POST | /api/live/notes | `` | 400 | json |",
                "POST | /api/live/notes | {\"type\":\"Feature\",\"properties\":{\"count\":1}} | 422 | missing | properties.text",
                "POST | /api/live/notes | {\"type\":\"Feature\",\"properties\":{\"text\":\"a\",\"count\":\"1\"}} | 422 | type | properties.count",
                "POST | /api/live/notes | {\"type\":\"Feature\",\"properties\":{\"text\":\"a\",\"count\":1,\"state\":\"x\"}} | 422 | unknown-field | properties.state",
                "POST | /api/live/notes | {\"type\":\"Feature\",\"properties\":{\"text\":\"\\u0000\",\"count\":1}} | 422 | text | properties.text",
                "POST | /api/live/notes/ID/add | {\"by\":1,\"to\":2} | 422 | unknown-field | to",
                "POST | /api/live/notes/ID/add | {\"by\":1.5} | 422 | type | by",
                "POST | /api/live/notes/ID/add | `` | 422 | missing | by",
                "PUT  | /api/live/notes/ID | {} | 428 | if-match |",
                "POST | /api/session | {\"user\":\"admin\",\"password\":\"x\",\"remember\":true} | 422 | unknown-field | remember",
                "GET  | /api/live/areas/chainage?lon=east&lat=35 | `` | 422 | query | lon",
                "GET  | /api/live/areas/chainage?lon=114 | `` | 422 | missing | lat",
                "POST | /api/session | {\"user\":[]} | 422 | type | user",
                "POST | /api/session | { | 400 | json |",
            })
    void is_answered_with_a_problem(String method, String path, String body, int status, String code, String field) {
        Reply reply = server.admin()
                .call(
                        method,
                        path.replace("ID", id),
                        BodyPublishers.ofString(body),
                        body.isEmpty() && method.equals("GET") ? null : "application/json");
        assertProblem(reply, status, code);
        assertThat(reply.json().get("instance").asString())
                .isEqualTo(path.replace("ID", id).replaceFirst("\\?.*", ""));
        if (field != null) {
            assertThat(reply.json().at("/errors/0/field").asString())
                    .as(reply.text())
                    .isEqualTo(field);
            assertThat(reply.json().at("/errors/0/rule").asString()).isNotBlank();
            assertThat(reply.json().at("/errors/0/ruleEn").asString()).isNotBlank();
        }
    }

    private static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).contains("application/problem+json");
        assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(reply.json().get("code").asString()).as(reply.text()).isEqualTo(code);
        assertThat(reply.json().get("type").asString()).isEqualTo("/problems/" + code);
        assertThat(reply.json().get("status").asInt()).isEqualTo(status);
        assertThat(reply.json().get("title").asString()).isNotBlank();
        assertThat(reply.json().get("detail").asString()).isNotBlank();
        assertThat(reply.json().get("detailEn").asString()).isNotBlank();
        assertThat(reply.json().get("errors").isArray()).isTrue();
        assertThat(reply.text()).doesNotContain("Exception", "\tat ", "org.springframework", "tools.jackson");
    }

    @Test
    void nobody_is_told_to_log_in() {
        assertThat(server.anonymous().get("/api/live/picture").status()).isEqualTo(401);
        assertThat(server.anonymous().get("/api/live/picture").header("Content-Type"))
                .contains("application/problem+json");
    }

    @Test
    void a_body_above_four_megabytes_is_too_large() {
        for (String path : List.of("/api/live/notes", "/api/session", "/api/live/notes/" + id + "/add")) {
            Reply reply = server.admin()
                    .call(
                            "POST",
                            path,
                            BodyPublishers.ofString("{\"a\":\"" + "x".repeat(4 << 20) + "\"}"),
                            "application/json");
            assertProblem(reply, 413, "too-large");
        }
    }

    @Test
    void a_form_is_no_json() {
        Reply reply = server.admin()
                .call("POST", "/api/live/notes", BodyPublishers.ofString("a=1"), "application/x-www-form-urlencoded");
        assertProblem(reply, 415, "content-type");
        assertThat(reply.json().at("/allowed/0").asString()).isEqualTo("application/json");
    }

    @Test
    void a_format_we_do_not_have_is_not_acceptable() {
        assertProblem(server.admin().with("Accept", "text/html").get("/api/live/picture"), 406, "format");
    }

    @Test
    void a_method_not_taken_here_names_those_that_are() {
        Reply reply = server.admin().call("PATCH", "/api/live/notes/" + id, BodyPublishers.noBody(), null);
        assertProblem(reply, 405, "method");
        assertThat(reply.header("Allow").orElse("")).contains("GET", "PUT", "DELETE");
    }
}
