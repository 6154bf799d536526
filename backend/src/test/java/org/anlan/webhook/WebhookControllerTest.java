package org.anlan.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class WebhookControllerTest {

    private static Receiver receiver;
    private static TestDatabase.Opened database;
    private static Sender sender;

    @BeforeAll
    static void start() {
        receiver = new Receiver();
        database = TestDatabase.H2GIS.create();
        sender = Sender.on(database, receiver);
    }

    @AfterAll
    static void stop() {
        sender.close();
        database.close();
        receiver.close();
    }

    @Test
    void the_secret_is_told_once_and_never_listed() {
        Sender.Made made = sender.subscribe(receiver.url("/once"), "viewer");
        String list = sender.admin().get("/api/webhooks").text();
        assertThat(list).contains(made.id()).doesNotContain("whsec_").doesNotContain(made.secret());
        assertThat(sender.admin().get("/api/audit?limit=50").text())
                .contains("webhook-created")
                .doesNotContain("whsec_");
    }

    @Test
    void after_a_rotation_messages_carry_both_signatures() {
        Sender.Made made = sender.subscribe(receiver.url("/rotated"), "viewer");
        JsonNode rotated = sender.admin()
                .post("/api/webhooks/" + made.id() + "/secret", Map.of())
                .json();
        sender.admin().post("/api/webhooks/" + made.id() + "/test", Map.of());
        Receiver.Try test = receiver.tries("/rotated").get(0);
        assertThat(test.isSignedWith(made.secret())).isTrue();
        assertThat(test.isSignedWith(rotated.get("secret").asString())).isTrue();
    }

    @Test
    void a_test_says_what_the_receiver_answers_and_moves_nothing() {
        Sender.Made made = sender.subscribe(receiver.url("/test"), "viewer");
        HttpCaller.Reply good = sender.admin().post("/api/webhooks/" + made.id() + "/test", Map.of());
        assertThat(good.json().get("delivered").asBoolean()).isTrue();
        assertThat(good.json().get("status").asInt()).isEqualTo(204);
        assertThat(receiver.tries("/test").get(0).body().get("type").asString()).isEqualTo("test");
        receiver.answers((path, number) -> Receiver.HANG_UP);
        HttpCaller.Reply bad = sender.admin().post("/api/webhooks/" + made.id() + "/test", Map.of());
        receiver.answers((path, number) -> 204);
        assertThat(bad.json().get("delivered").asBoolean()).isFalse();
        assertThat(bad.json().get("reason").asString()).isEqualTo("broken");
        assertThat(sender.state(made.id()).get("seq").asLong()).isEqualTo(made.seq());
    }

    @Test
    void paused_by_hand_it_waits_and_removed_it_is_gone() {
        Sender.Made made = sender.subscribe(receiver.url("/paused"), "viewer");
        String path = "/api/webhooks/" + made.id();
        assertThat(sender.admin().post(path + "/pause", Map.of()).status()).isEqualTo(204);
        assertThat(sender.state(made.id()).get("pausedWhy").asString()).isEqualTo("by-hand");
        sender.write("while paused");
        assertThat(sender.state(made.id()).get("waiting").asLong()).isPositive();
        assertThat(sender.admin().delete(path).status()).isEqualTo(204);
        assertThat(sender.admin().delete(path).status()).isEqualTo(404);
        assertThat(sender.admin().post(path + "/resume", Map.of()).status()).isEqualTo(404);
        assertThat(receiver.tries("/paused")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "title,       '',      title",
        "role,        king,    role",
        "collections, ghosts,  collections",
        "collections, reports, collections",
        "url,         http://169.254.169.254/latest, url",
    })
    void a_wrong_field_is_named(String field, String value, String named) {
        Map<String, Object> body = new java.util.HashMap<>(Map.of("title", "接收方", "url", receiver.url("/wrong")));
        body.put(field, field.equals("collections") ? List.of(value) : value);
        HttpCaller.Reply reply = sender.admin().post("/api/webhooks", body);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().at("/errors/0/field").asString()).isEqualTo(named);
    }

    @Test
    void only_administrators_see_or_make_webhooks() {
        String token = sender.admin()
                .post("/api/tokens", Map.of("name", "officer", "role", "duty-officer", "validDays", 1))
                .json()
                .get("token")
                .asString();
        HttpCaller officer = sender.server().bearer(token);
        assertThat(officer.get("/api/webhooks").status()).isEqualTo(403);
        assertThat(officer.post("/api/webhooks", Map.of("title", "x", "url", receiver.url("/x")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void without_a_named_host_webhooks_are_refused_with_the_setting_to_make() {
        try (TestServer server = TestServer.start(TestDatabase.H2GIS)) {
            HttpCaller.Reply reply =
                    server.admin().post("/api/webhooks", Map.of("title", "x", "url", "https://hooks.example.cn/"));
            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.text()).contains("anlan.webhooks.allowed-hosts");
            assertThat(server.admin().get("/api/webhooks").json().get("webhooks"))
                    .isEmpty();
        }
    }
}
