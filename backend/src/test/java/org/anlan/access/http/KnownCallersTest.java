package org.anlan.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A token's first request goes the whole way through the filter chain, the next ones may pass it by. */
@ParameterizedClass
@EnumSource
class KnownCallersTest {

    static TestServer server;

    KnownCallersTest(TestDatabase kind) {}

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase kind) {
        server = TestServer.start(kind);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    static JsonNode token(String role) {
        return server.admin()
                .post("/api/tokens", Map.of("name", "程序", "role", role, "validDays", 30))
                .json();
    }

    static HttpCaller with(JsonNode token) {
        return server.bearer(token.get("token").asString());
    }

    private static Map<String, String> lasting(Reply reply) {
        Map<String, String> headers = new TreeMap<>(reply.headers());
        headers.remove("date");
        return headers;
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, GET, /api/live/incidents, 200",
        "viewer, GET, /api/me, 200",
        "viewer, GET, /api/accounts, 403",
        "viewer, GET, /api/nothing/of/the/kind, 405",
        "viewer, DELETE, /api/me, 405",
        "viewer, GET, /healthz, 200",
        "viewer, GET, /, 200",
        "administrator, GET, /api/accounts, 200",
        "viewer, POST, /api/live/incidents, 403"
    })
    void who_is_known_is_answered_as_who_is_not(String role, String method, String path, int status) {
        HttpCaller caller = with(token(role));
        Reply first = call(caller, method, path);
        Reply second = call(caller, method, path);
        assertThat(first.status()).as(first.toString()).isEqualTo(status);
        assertThat(second.status()).isEqualTo(status);
        assertThat(lasting(second)).isEqualTo(lasting(first)).containsKey("content-security-policy");
    }

    private static Reply call(HttpCaller caller, String method, String path) {
        return switch (method) {
            case "GET" -> caller.get(path);
            case "DELETE" -> caller.delete(path);
            default -> caller.post(path, Map.of());
        };
    }

    @Test
    void a_revoked_token_is_void_at_its_next_request() {
        JsonNode token = token("viewer");
        HttpCaller caller = with(token);
        assertThat(caller.get("/api/me").status()).isEqualTo(200);
        assertThat(caller.get("/api/me").status()).isEqualTo(200);
        assertThat(server.admin()
                        .delete("/api/tokens/" + token.get("id").asString())
                        .status())
                .isEqualTo(204);
        assertThat(caller.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void a_known_cookie_that_writes_still_needs_the_csrf_header() {
        Browser browser = new Browser(server.base());
        browser.send("POST", "/api/session", Map.of("user", "admin", "password", TestServer.PASSWORD));
        assertThat(browser.send("GET", "/api/me", null).statusCode()).isEqualTo(200);
        assertThat(browser.send("GET", "/api/me", null).statusCode()).isEqualTo(200);
        browser.withoutCsrfHeader();
        assertThat(browser.send("POST", "/api/ws-ticket", null).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/live/incidents;x=1", "/api/live/%2e%2e/me", "/api//me"})
    void the_firewall_stays_for_who_is_known(String path) {
        HttpCaller caller = with(token("viewer"));
        assertThat(caller.get("/api/me").status()).isEqualTo(200);
        assertThat(caller.get(path).status()).isIn(400, 404);
    }
}
