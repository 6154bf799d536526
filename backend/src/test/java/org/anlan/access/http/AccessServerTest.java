package org.anlan.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource
class AccessServerTest {

    static final String PASSWORD = "a-long-enough-one";

    @Parameter
    TestDatabase kind;

    static TestServer server;
    static HttpCaller admin;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase kind) {
        server = TestServer.start(kind, "anlan.public-url=https://anlan.example.cn");
        admin = server.admin();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    static Map<String, Object> account(String name, String role) {
        return new HashMap<>(Map.of(
                "name", name, "displayName", "测试 " + name, "role", role, "units", List.of(), "password", PASSWORD));
    }

    String create(String name, String role) {
        Reply reply = admin.post("/api/accounts", account(name, role));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply.json().get("id").asString();
    }

    Browser logIn(String name) {
        Browser browser = new Browser(server.base());
        assertThat(browser.send("POST", "/api/session", Map.of("user", name, "password", PASSWORD))
                        .statusCode())
                .isEqualTo(200);
        return browser;
    }

    @Test
    void a_browser_logs_in_and_out_by_a_cookie_that_scripts_cannot_read() {
        create("cookie1", "commander");
        Browser browser = new Browser(server.base());
        HttpResponse<String> reply =
                browser.send("POST", "/api/session", Map.of("user", "Cookie1", "password", PASSWORD));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("\"kind\":\"session\"", "\"role\":\"commander\"", "\"name\":\"cookie1\"");
        assertThat(reply.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("ANLAN_SESSION=")
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict")
                .doesNotContain("Secure"));
        assertThat(browser.send("GET", "/api/me", null).statusCode()).isEqualTo(200);
        assertThat(browser.send("DELETE", "/api/session", null).statusCode()).isEqualTo(204);
        assertThat(browser.cookie("ANLAN_SESSION")).isEmpty();
        assertThat(browser.send("GET", "/api/me", null).statusCode()).isEqualTo(401);
        assertThat(browser.send("DELETE", "/api/session", null).statusCode()).isEqualTo(204);
    }

    @Test
    void the_cookie_is_secure_when_a_proxy_serves_the_public_https_origin() {
        create("secure1", "viewer");
        Reply reply = server.anonymous()
                .with("X-Forwarded-Proto", "https")
                .post("/api/session", Map.of("user", "secure1", "password", PASSWORD));
        assertThat(reply.header("set-cookie").orElseThrow())
                .as("X-Forwarded-Proto of a stranger is not believed")
                .doesNotContain("Secure");
    }

    @Test
    void an_unsafe_request_by_cookie_needs_the_csrf_header_and_a_bearer_does_not() {
        create("csrf1", "viewer");
        Browser browser = logIn("csrf1").withoutCsrfHeader();
        HttpResponse<String> refused = browser.send("POST", "/api/ws-ticket", null);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"code\":\"csrf\"");
        assertThat(browser.send("POST", "/api/ws-ticket", null, "X-XSRF-TOKEN", "0".repeat(43))
                        .statusCode())
                .isEqualTo(403);
        String right = browser.cookie("XSRF-TOKEN").orElseThrow();
        assertThat(browser.send("POST", "/api/ws-ticket", null, "X-XSRF-TOKEN", right)
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.basic("csrf1", PASSWORD).post("/api/ws-ticket", "{}").status())
                .isEqualTo(200);
    }

    @Test
    void wrong_credentials_are_401_and_programs_are_told_how_to_log_in_but_browsers_are_not() {
        Reply nobody = server.anonymous().get("/api/me");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.json().get("code").asString()).isEqualTo("unauthenticated");
        assertThat(nobody.header("www-authenticate").orElseThrow()).contains("Basic", "Bearer");
        HttpResponse<String> page = new Browser(server.base()).send("GET", "/api/me", null);
        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(server.bearer("A".repeat(43))
                        .get("/api/me")
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("token");
        assertThat(server.bearer("short").get("/api/me").status()).isEqualTo(401);
        assertThat(server.anonymous()
                        .with("Authorization", "Digest x")
                        .get("/api/me")
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("authorization");
        Reply wrong = server.anonymous().post("/api/session", Map.of("user", "no such one", "password", "wrong"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().get("code").asString()).isEqualTo("credentials");
    }

    @Test
    void guessing_is_slowed_down_with_429_and_retry_after() {
        create("guessed", "viewer");
        Reply reply = null;
        for (int guess = 0; guess < 6; guess++) {
            reply = server.anonymous().post("/api/session", Map.of("user", "guessed", "password", "wrong" + guess));
        }
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.json().get("code").asString()).isEqualTo("too-many-attempts");
        assertThat(Integer.parseInt(reply.header("retry-after").orElseThrow())).isPositive();
        assertThat(admin.get("/api/me").status()).as("others are not slowed").isEqualTo(200);
    }

    @Test
    void a_role_change_ends_sessions_and_basic_at_once() {
        String id = create("demoted", "commander");
        Browser browser = logIn("demoted");
        HttpCaller basic = server.basic("demoted", PASSWORD);
        assertThat(basic.get("/api/device-links").status()).isEqualTo(200);
        Map<String, Object> edit = account("demoted", "viewer");
        edit.remove("password");
        assertThat(admin.put("/api/accounts/" + id, edit).status()).isEqualTo(200);
        assertThat(browser.send("GET", "/api/me", null).statusCode()).isEqualTo(401);
        assertThat(basic.get("/api/device-links").status()).isEqualTo(403);
        edit.put("enabled", false);
        assertThat(admin.put("/api/accounts/" + id, edit).status()).isEqualTo(200);
        assertThat(basic.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void a_new_password_ends_other_sessions_but_not_the_one_that_asked() {
        create("changer", "duty-officer");
        Browser here = logIn("changer");
        Browser elsewhere = logIn("changer");
        HttpResponse<String> wrong =
                here.send("POST", "/api/me/password", Map.of("old", "not this one", "new", "another-long-one"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("\"field\":\"old\"").doesNotContain("not this one");
        HttpResponse<String> weak = here.send("POST", "/api/me/password", Map.of("old", PASSWORD, "new", "short"));
        assertThat(weak.statusCode()).isEqualTo(422);
        assertThat(weak.body()).contains("\"field\":\"new\"").doesNotContain("short");
        assertThat(here.send("POST", "/api/me/password", Map.of("old", PASSWORD, "new", "another-long-one"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(here.send("GET", "/api/me", null).statusCode()).isEqualTo(200);
        assertThat(elsewhere.send("GET", "/api/me", null).statusCode()).isEqualTo(401);
        assertThat(server.basic("changer", PASSWORD).get("/api/me").status()).isEqualTo(401);
        assertThat(server.basic("changer", "another-long-one").get("/api/me").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "name, 'a b', name",
        "name, '', name",
        "displayName, '', displayName",
        "role, king, role",
        "units, 41062, units",
        "phone, call me, phone",
        "password, short, password",
        "password, aaaaaaaaaaaa, password",
        "password, bad-account, password",
    })
    void a_bad_account_is_refused_naming_the_field(String field, String value, String named) {
        Map<String, Object> body = account("bad-account", "viewer");
        body.put(field, field.equals("units") ? List.of(value) : value);
        Reply reply = admin.post("/api/accounts", body);
        assertThat(reply.status()).isEqualTo(422);
        JsonNode error = reply.json().get("errors").get(0);
        assertThat(error.get("field").asString()).isEqualTo(named);
        assertThat(error.get("rule").asString()).isNotBlank();
        if (field.equals("password")) {
            assertThat(reply.text()).doesNotContain("\"" + value + "\"");
        } else {
            assertThat(error.get("value").asString()).isEqualTo(value);
        }
    }

    @Test
    void a_taken_name_and_removing_the_last_administrator_are_refused() {
        create("taken", "viewer");
        Reply taken = admin.post("/api/accounts", account("Taken", "viewer"));
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.json().get("code").asString()).isEqualTo("name-taken");
        JsonNode me = admin.get("/api/me").json();
        Map<String, Object> edit = account("admin", "viewer");
        edit.remove("password");
        Reply last = admin.put("/api/accounts/" + me.get("id").asString(), edit);
        assertThat(last.status()).isEqualTo(409);
        assertThat(last.json().get("code").asString()).isEqualTo("last-administrator");
    }

    @Test
    void a_generated_password_is_given_once_and_works() {
        Map<String, Object> body = account("generated", "field");
        body.remove("password");
        JsonNode created = admin.post("/api/accounts", body).json();
        String password = created.get("generatedPassword").asString();
        assertThat(server.basic("generated", password).get("/api/me").status()).isEqualTo(200);
        assertThat(admin.get("/api/accounts").text()).doesNotContain(password);
        String reset = admin.post("/api/accounts/" + created.get("id").asString() + "/password", "{}")
                .json()
                .get("generatedPassword")
                .asString();
        assertThat(server.basic("generated", password).get("/api/me").status()).isEqualTo(401);
        assertThat(server.basic("generated", reset).get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void only_administrators_see_accounts_tokens_and_the_audit() {
        create("curious", "commander");
        HttpCaller curious = server.basic("curious", PASSWORD);
        for (String path : List.of("/api/accounts", "/api/tokens", "/api/audit")) {
            Reply reply = curious.get(path);
            assertThat(reply.status()).as(path).isEqualTo(403);
            assertThat(reply.json().get("code").asString()).isEqualTo("forbidden");
        }
        assertThat(curious.post("/api/accounts", account("sneaked", "administrator"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_audit_tells_log_ins_refusals_and_changes_but_no_secrets() {
        create("audited", "viewer");
        server.basic("audited", PASSWORD).get("/api/me");
        server.anonymous().post("/api/session", Map.of("user", "audited", "password", "wrong-secret"));
        server.anonymous().post("/api/session", Map.of("user", "my-real-password", "password", "x"));
        Reply audit = admin.get("/api/audit?limit=1000");
        assertThat(audit.text())
                .contains("\"event\":\"account-created\"", "\"event\":\"refused\"", "\"event\":\"basic\"", "audited")
                .doesNotContain("wrong-secret", "my-real-password", PASSWORD);
    }

    @Test
    void a_program_token_works_until_it_is_revoked() {
        JsonNode created = admin.post("/api/tokens", Map.of("name", "水文网关", "role", "viewer", "validDays", 30))
                .json();
        HttpCaller program = server.bearer(created.get("token").asString());
        assertThat(program.get("/api/me").json().get("kind").asString()).isEqualTo("program");
        String id = created.get("id").asString();
        assertThat(admin.get("/api/tokens").text()).contains("水文网关", id);
        assertThat(admin.delete("/api/tokens/" + id).status()).isEqualTo(204);
        assertThat(program.get("/api/me").status()).isEqualTo(401);
        assertThat(admin.get("/api/tokens").text()).doesNotContain(id);
        assertThat(admin.delete("/api/tokens/" + id + "0").status()).isEqualTo(404);
        assertThat(admin.post("/api/tokens", Map.of("name", "x", "role", "viewer", "validDays", 0))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_path_without_a_rule_is_nothing_to_anybody_and_a_wrong_method_says_so() {
        assertThat(admin.get("/api-of-nobody").status()).isEqualTo(404);
        assertThat(admin.get("/api/session").status()).isEqualTo(405);
    }

    @Test
    void every_answer_carries_the_security_headers() {
        Reply reply = server.anonymous().get("/api/me");
        assertThat(reply.header("content-security-policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'", "worker-src 'self' blob:", "ws://127.0.0.1:");
        assertThat(reply.header("x-content-type-options")).contains("nosniff");
        assertThat(reply.header("permissions-policy").orElseThrow()).contains("geolocation=(self)");
        assertThat(reply.header("strict-transport-security")).isEmpty();
        assertThat(server.anonymous()
                        .with("Origin", "https://evil.example")
                        .get("/api/me")
                        .header("access-control-allow-origin"))
                .isEmpty();
    }
}
