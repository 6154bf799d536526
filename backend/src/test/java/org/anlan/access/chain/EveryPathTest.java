package org.anlan.access.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.anlan.access.AccessGate;
import org.anlan.access.Caller;
import org.anlan.access.CredentialKind;
import org.anlan.access.PathRule;
import org.anlan.picture.PictureException;
import org.anlan.picture.Role;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** What only the whole application can show: each controller of each module has its rule, and the gate of the feed. */
class EveryPathTest {

    static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.H2GIS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private record Endpoint(HttpMethod method, String pattern) {

        PathContainer path() {
            return PathContainer.parsePath(pattern.replaceAll("\\{[^}]*}", "x").replace("**", "x"));
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    private static List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        server.bean(RequestMappingHandlerMapping.class).getHandlerMethods().forEach((mapping, handler) -> {
            Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
            mapping.getPatternsCondition().getPatterns().forEach(pattern -> {
                for (RequestMethod method : methods) {
                    endpoints.add(new Endpoint(method.asHttpMethod(), pattern.getPatternString()));
                }
                if (methods.isEmpty()) {
                    endpoints.add(new Endpoint(HttpMethod.GET, pattern.getPatternString()));
                }
            });
        });
        return endpoints;
    }

    @Test
    void every_controller_has_a_path_rule() {
        PathTable table = server.bean(PathTable.class);
        assertThat(endpoints()).hasSizeGreaterThan(25).allSatisfy(endpoint -> assertThat(
                        table.find(endpoint.method(), endpoint.path()))
                .as("add a PathRule for " + endpoint)
                .isPresent());
    }

    @Test
    void open_are_only_these() {
        PathTable table = server.bean(PathTable.class);
        TreeSet<String> open = new TreeSet<>();
        for (Endpoint endpoint : endpoints()) {
            if (table.find(endpoint.method(), endpoint.path())
                    .map(PathRule::isOpen)
                    .orElse(false)) {
                open.add(endpoint.toString());
            }
        }
        assertThat(open)
                .containsExactly(
                        "DELETE /api/session",
                        "GET /healthz",
                        "GET /v3/api-docs",
                        "GET /v3/api-docs.yaml",
                        "POST /api/backups/local",
                        "POST /api/device-links/join",
                        "POST /api/session");
    }

    @Test
    void accounts_tokens_and_audit_are_the_administrators_alone() {
        PathTable table = server.bean(PathTable.class);
        assertThat(endpoints())
                .filteredOn(endpoint -> endpoint.pattern().matches("/api/(accounts|tokens|audit)(/.*)?"))
                .hasSize(8)
                .allSatisfy(endpoint -> assertThat(table.find(endpoint.method(), endpoint.path())
                                .orElseThrow()
                                .roles())
                        .as(endpoint.toString())
                        .containsExactly(Role.ADMINISTRATOR));
    }

    private static MockServerHttpRequest.BaseBuilder<?> handshake(String query) {
        return MockServerHttpRequest.get("http://127.0.0.1:8080/ws/live" + query)
                .header("Host", "127.0.0.1:8080");
    }

    private static Caller admit(MockServerHttpRequest.BaseBuilder<?> request) {
        return server.bean(AccessGate.class)
                .admit(MockServerWebExchange.from(request))
                .block(Duration.ofSeconds(10));
    }

    private static String refusal(MockServerHttpRequest.BaseBuilder<?> request) {
        return catchThrowableOfType(PictureException.class, () -> admit(request))
                .problem()
                .code();
    }

    private static JsonNode program() {
        return server.admin()
                .post("/api/tokens", Map.of("name", "viewer program", "role", "viewer", "validDays", 1))
                .json();
    }

    @Test
    void a_ticket_opens_one_socket_in_the_name_of_the_token_it_was_drawn_with() {
        JsonNode program = program();
        HttpCaller caller = server.bearer(program.get("token").asString());
        String ticket = caller.post("/api/ws-ticket", "{}").json().get("ticket").asString();
        Caller admitted = admit(handshake("?since=1&ticket=" + ticket));
        assertThat(admitted.tokenId()).isEqualTo(program.get("id").asString());
        assertThat(admitted.kind()).isEqualTo(CredentialKind.PROGRAM);
        assertThat(refusal(handshake("?ticket=" + ticket))).as("used up").isEqualTo("token");
        assertThat(server.bearer(ticket).get("/api/me").status())
                .as("a ticket is no bearer token")
                .isEqualTo(401);
    }

    @Test
    void a_ticket_ends_with_the_token_it_was_drawn_with() {
        JsonNode program = program();
        HttpCaller caller = server.bearer(program.get("token").asString());
        String ticket = caller.post("/api/ws-ticket", "{}").json().get("ticket").asString();
        server.admin().delete("/api/tokens/" + program.get("id").asString());
        assertThat(refusal(handshake("?ticket=" + ticket))).isEqualTo("token");
        assertThat(server.bean(AccessGate.class).isRevoked(program.get("id").asString()))
                .isTrue();
    }

    @Test
    void a_ticket_drawn_by_basic_stands_for_basic() {
        String ticket =
                server.admin().post("/api/ws-ticket", "{}").json().get("ticket").asString();
        Caller admitted = admit(handshake("?ticket=" + ticket));
        assertThat(admitted.kind()).isEqualTo(CredentialKind.BASIC);
        assertThat(admitted.actor().role()).isEqualTo(Role.ADMINISTRATOR);
        assertThat(admitted.tokenId()).startsWith(Caller.BASIC_PREFIX);
    }

    @Test
    void a_socket_from_another_sites_page_is_refused_whatever_it_carries() {
        String bearer = "Bearer " + program().get("token").asString();
        assertThat(admit(handshake("").header("Authorization", bearer)).kind()).isEqualTo(CredentialKind.PROGRAM);
        assertThat(admit(handshake("").header("Authorization", bearer).header("Origin", "http://127.0.0.1:8080"))
                        .kind())
                .isEqualTo(CredentialKind.PROGRAM);
        assertThat(refusal(handshake("").header("Authorization", bearer).header("Origin", "http://evil.example")))
                .isEqualTo("origin");
        assertThat(refusal(handshake(""))).isEqualTo("unauthenticated");
    }
}
