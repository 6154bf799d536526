package org.anlan.feed;

import static org.anlan.feed.Viewer.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs that call by HTTP Basic, and what they hold open, end with the rights of their account. */
@ParameterizedClass
@EnumSource
class FeedBasicTest {

    private static final String PASSWORD = "a-long-enough-one";

    @Parameter
    TestDatabase kind;

    static TestServer server;
    static HttpCaller admin;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase kind) {
        server = TestServer.start(kind);
        admin = server.admin();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    private static Map<String, Object> account(String name) {
        return new HashMap<>(Map.of("name", name, "displayName", "大屏网关", "role", "viewer", "units", List.of()));
    }

    private static String create(String name) {
        Map<String, Object> body = account(name);
        body.put("password", PASSWORD);
        HttpCaller.Reply reply = admin.post("/api/accounts", body);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply.json().get("id").asString();
    }

    private static void edit(String id, Map<String, Object> account, String member, Object value) {
        account.put(member, value);
        HttpCaller.Reply reply = admin.put("/api/accounts/" + id, account);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    }

    private static Viewer opened(HttpCaller caller, String query) {
        Viewer viewer = Viewer.open(caller, query);
        soon().until(() -> viewer.epoch() != null);
        return viewer;
    }

    @Test
    void a_corrected_phone_number_ends_nothing_and_the_disabling_after_it_ends_everything() {
        String id = create("gateway");
        HttpCaller basic = server.basic("gateway", PASSWORD);
        String ticket = basic.post("/api/ws-ticket", "{}").json().get("ticket").asString();
        Viewer byBasic = opened(basic, "");
        Viewer byTicket = opened(server.anonymous(), "?ticket=" + ticket);
        Map<String, Object> account = account("gateway");
        edit(id, account, "phone", "0392-5500000");
        edit(id, account, "displayName", "大屏网关二");
        assertThat(basic.get("/api/me").status()).isEqualTo(200);
        byBasic.nextMark();
        byTicket.nextMark();
        edit(id, account, "enabled", false);
        assertThat(byBasic.closeCode()).isEqualTo(FeedSession.SIGNED_OUT);
        assertThat(byTicket.closeCode()).isEqualTo(FeedSession.SIGNED_OUT);
        assertThat(basic.get("/api/me").status()).isEqualTo(401);
        assertThat(Viewer.refusal(basic, "")).isEqualTo(401);
    }

    @Test
    void a_new_password_ends_what_was_opened_before_the_phone_number_was_corrected() {
        String id = create("mirror");
        HttpCaller basic = server.basic("mirror", PASSWORD);
        Viewer viewer = opened(basic, "");
        edit(id, account("mirror"), "phone", "0392-5500000");
        assertThat(admin.post("/api/accounts/" + id + "/password", Map.of("password", "another-long-one"))
                        .status())
                .isEqualTo(200);
        assertThat(viewer.closeCode()).isEqualTo(FeedSession.SIGNED_OUT);
        assertThat(basic.get("/api/me").status()).isEqualTo(401);
    }
}
