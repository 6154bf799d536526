package org.anlan.access.http;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource
class DeviceLinkTest {

    private static final String PUBLIC = "https://anlan.example.cn";

    @Parameter
    TestDatabase kind;

    static TestServer server;
    static HttpCaller admin;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase kind) {
        server = TestServer.start(kind, "anlan.public-url=" + PUBLIC);
        admin = server.admin();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    JsonNode link(Map<String, Object> body) {
        Reply reply = admin.post("/api/device-links", body);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply.json();
    }

    Reply join(JsonNode link) {
        return server.anonymous()
                .post("/api/device-links/join", Map.of("code", link.get("code").asString(), "device", "Android 15"));
    }

    JsonNode listed(JsonNode link) {
        for (JsonNode each : admin.get("/api/device-links").json().get("links")) {
            if (each.get("id").equals(link.get("id"))) {
                return each;
            }
        }
        throw new AssertionError("the link is not listed");
    }

    HttpCaller officerOf(String name, String unit) {
        Map<String, Object> account = AccessServerTest.account(name, "duty-officer");
        account.put("units", List.of(unit));
        Reply made = admin.post("/api/accounts", account);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return server.basic(name, AccessServerTest.PASSWORD);
    }

    @Test
    void a_phone_joins_once_by_the_code_in_the_qr() {
        JsonNode link = link(Map.of("purpose", "field", "displayName", "新镇镇 2 号手机", "units", List.of("410621100")));
        assertThat(link.get("url").asString())
                .isEqualTo(PUBLIC + "/field.html#join=" + link.get("code").asString());
        assertThat(link.get("qrSvg").asString()).startsWith("<svg").endsWith("</svg>");
        assertThat(listed(link).get("state").asString()).isEqualTo("waiting");

        Reply joined = join(link);
        assertThat(joined.status()).isEqualTo(200);
        JsonNode me = joined.json().get("me");
        assertThat(me.get("role").asString()).isEqualTo("field");
        assertThat(me.get("kind").asString()).isEqualTo("device");
        assertThat(me.get("displayName").asString()).isEqualTo("新镇镇 2 号手机");
        assertThat(me.get("units").get(0).asString()).isEqualTo("410621100");
        HttpCaller phone = server.bearer(joined.json().get("token").asString());
        assertThat(phone.get("/api/me").json()).isEqualTo(me);
        assertThat(listed(link).get("state").asString()).isEqualTo("joined");
        assertThat(listed(link).get("device").asString()).isEqualTo("Android 15");

        Reply again = join(link);
        assertThat(again.status()).isEqualTo(410);
        assertThat(again.json().get("code").asString()).isEqualTo("link-used");
    }

    @Test
    void revoking_a_link_ends_its_device() {
        JsonNode link = link(Map.of("purpose", "viewer", "displayName", "指挥中心大屏"));
        assertThat(link.get("url").asString()).startsWith(PUBLIC + "/wall.html#join=");
        HttpCaller wall = server.bearer(join(link).json().get("token").asString());
        assertThat(wall.get("/api/me").json().get("kind").asString()).isEqualTo("viewer");
        assertThat(wall.post("/api/device-links", Map.of("purpose", "viewer", "displayName", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(admin.delete("/api/device-links/" + link.get("id").asString())
                        .status())
                .isEqualTo(204);
        assertThat(wall.get("/api/me").status()).isEqualTo(401);
        assertThat(listed(link).get("state").asString()).isEqualTo("revoked");
    }

    @Test
    void a_renewed_link_lets_the_phone_go_on_as_the_same_and_ends_the_old_one_when_it_joins() {
        JsonNode first = link(Map.of("purpose", "field", "displayName", "白寺镇 1 号手机", "units", List.of("410621103")));
        JsonNode before = join(first).json();
        HttpCaller old = server.bearer(before.get("token").asString());
        JsonNode renewed = link(Map.of("renews", first.get("id").asString()));
        assertThat(renewed.get("displayName").asString()).isEqualTo("白寺镇 1 号手机");
        assertThat(old.get("/api/me").status()).isEqualTo(200);
        JsonNode after = join(renewed).json();
        assertThat(after.get("me").get("id")).isEqualTo(before.get("me").get("id"));
        assertThat(after.get("me").get("units")).isEqualTo(before.get("me").get("units"));
        assertThat(old.get("/api/me").status()).isEqualTo(401);
        assertThat(listed(first).get("state").asString()).isEqualTo("revoked");

        JsonNode again = link(Map.of("renews", renewed.get("id").asString(), "displayName", "白寺镇 9 号手机"));
        JsonNode third = join(again).json().get("me");
        assertThat(third.get("id")).isEqualTo(before.get("me").get("id"));
        assertThat(third.get("displayName").asString()).isEqualTo("白寺镇 9 号手机");
    }

    @Test
    void a_renewal_hands_out_what_the_old_link_did_and_nothing_else() {
        Reply unknown = admin.post("/api/device-links", Map.of("renews", "nothing"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().get("errors").get(0).get("field").asString()).isEqualTo("renews");
        JsonNode whole = link(Map.of("purpose", "field", "displayName", "全县"));
        String id = whole.get("id").asString();
        assertThat(admin.post("/api/device-links", Map.of("renews", id, "purpose", "viewer"))
                        .status())
                .isEqualTo(422);
        Reply farther = officerOf("zhou", "410621101").post("/api/device-links", Map.of("renews", id));
        assertThat(farther.status()).isEqualTo(422);
        assertThat(farther.json().get("errors").get(0).get("field").asString()).isEqualTo("units");
    }

    @Test
    void a_revoked_or_unknown_code_joins_nobody() {
        JsonNode link = link(Map.of("purpose", "field", "displayName", "备用"));
        admin.delete("/api/device-links/" + link.get("id").asString());
        assertThat(join(link).json().get("code").asString()).isEqualTo("link-revoked");
        Reply unknown = server.anonymous().post("/api/device-links/join", Map.of("code", "guess", "device", ""));
        assertThat(unknown.status()).isEqualTo(404);
    }

    @Test
    void a_link_may_act_for_a_field_account_but_not_for_an_officers() {
        String field = admin.post("/api/accounts", AccessServerTest.account("wang", "field"))
                .json()
                .get("id")
                .asString();
        JsonNode joined = join(link(Map.of("purpose", "field", "displayName", "王师傅的手机", "account", field)))
                .json();
        assertThat(joined.get("me").get("id").asString()).isEqualTo(field);
        String officer = admin.post("/api/accounts", AccessServerTest.account("li", "commander"))
                .json()
                .get("id")
                .asString();
        Reply refused =
                admin.post("/api/device-links", Map.of("purpose", "field", "displayName", "x", "account", officer));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("errors").get(0).get("field").asString()).isEqualTo("account");
    }

    @Test
    void disabling_an_account_ends_its_devices() {
        Map<String, Object> account = AccessServerTest.account("zhao", "field");
        String id = admin.post("/api/accounts", account).json().get("id").asString();
        JsonNode joined = join(link(Map.of("purpose", "field", "displayName", "赵", "account", id)))
                .json();
        HttpCaller phone = server.bearer(joined.get("token").asString());
        assertThat(phone.get("/api/me").status()).isEqualTo(200);
        account.remove("password");
        account.put("enabled", false);
        admin.put("/api/accounts/" + id, account);
        assertThat(phone.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void a_limited_officer_makes_links_only_within_their_own_units() {
        HttpCaller officer = officerOf("sun", "410621101");
        Map<String, Object> whole = Map.of("purpose", "field", "displayName", "全县");
        assertThat(officer.post("/api/device-links", whole).status()).isEqualTo(422);
        Map<String, Object> village = Map.of("purpose", "field", "displayName", "村", "units", List.of("410621101203"));
        assertThat(officer.post("/api/device-links", village).status()).isEqualTo(201);
    }

    @Test
    void a_limited_officer_sees_and_revokes_only_the_links_within_their_own_units() {
        HttpCaller officer = officerOf("wu", "410621101");
        JsonNode own = link(Map.of("purpose", "field", "displayName", "善堂", "units", List.of("410621101203")));
        JsonNode other = link(Map.of("purpose", "field", "displayName", "屯子", "units", List.of("410621102")));
        JsonNode county = link(Map.of("purpose", "viewer", "displayName", "大屏"));
        String seen = officer.get("/api/device-links").text();
        assertThat(seen).contains(own.get("id").asString());
        for (JsonNode hidden : List.of(other, county)) {
            String id = hidden.get("id").asString();
            assertThat(seen).doesNotContain(id);
            Reply refused = officer.delete("/api/device-links/" + id);
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.json().get("code").asString()).isEqualTo("no-link");
            assertThat(listed(hidden).get("state").asString()).isEqualTo("waiting");
        }
        assertThat(officer.delete("/api/device-links/" + own.get("id").asString())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void an_administrator_is_not_limited_to_units() {
        Map<String, Object> account = AccessServerTest.account("qian", "administrator");
        account.put("units", List.of("410621101"));
        Reply reply = admin.post("/api/accounts", account);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().at("/errors/0/field").asString()).isEqualTo("units");
    }

    @Test
    void a_bad_link_is_refused_naming_every_field() {
        Reply reply = admin.post("/api/device-links", Map.of("purpose", "spy", "displayName", "", "validMinutes", 0));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("errors").valueStream().map(error -> error.get("field")
                        .asString()))
                .containsExactly("purpose", "displayName", "validMinutes");
    }
}
