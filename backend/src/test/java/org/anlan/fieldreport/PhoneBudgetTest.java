package org.anlan.fieldreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.anlan.files.content.Samples;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a lost phone may do to the server, over HTTP: its reports are the last thing that is refused. */
class PhoneBudgetTest {

    private static final byte[] PHOTO = Samples.jpeg(40, 30);

    private static HttpCaller phone(TestServer server) {
        return server.bearer(server.admin()
                .post("/api/tokens", Map.of("name", "手机", "role", "field", "validDays", 1))
                .json()
                .get("token")
                .asString());
    }

    private static Reply report(HttpCaller phone) {
        Map<String, ?> photo = Map.of("photos", List.of(Map.of("size", PHOTO.length)));
        return phone.post("/api/live/fieldreports", Reports.body(photo));
    }

    private static Reply photo(HttpCaller phone, String report) {
        String path = "/api/live/fieldreports/" + report + "/photos/1";
        return phone.call("PUT", path, BodyPublishers.ofByteArray(PHOTO), "image/jpeg");
    }

    private static String id(Reply made) {
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    private static void mustWait(Reply refused) {
        assertThat(refused.status()).as(refused.text()).isEqualTo(429);
        assertThat(refused.json().get("code").asString()).isEqualTo("budget");
        assertThat(Integer.parseInt(refused.header("retry-after").orElseThrow()))
                .isBetween(1, 3601);
    }

    @ParameterizedTest
    @EnumSource
    void a_phone_that_spent_its_share_waits_with_photos_first_and_then_with_reports(TestDatabase kind) {
        try (TestServer server = TestServer.start(
                kind, "anlan.files.daily-per-phone=" + (PHOTO.length + 1) + "B", "anlan.web.hourly-per-phone=3")) {
            HttpCaller phone = phone(server);
            String first = id(report(phone));
            assertThat(photo(phone, first).status()).isEqualTo(201);
            String second = id(report(phone));
            mustWait(photo(phone, second));
            assertThat(phone.get("/api/live/fieldreports/" + second)
                            .json()
                            .at("/properties/photos/0/state")
                            .asString())
                    .isEqualTo("expected");
            Reply third = report(phone.key("third"));
            id(third);
            mustWait(report(phone.key("fourth")));
            assertThat(report(phone.key("third")).status()).isNotEqualTo(429);
            assertThat(photo(phone(server), first).status()).isEqualTo(404);
            id(report(phone(server)));
            id(report(server.admin()));
        }
    }

    @Test
    void while_the_embedded_databases_disk_is_nearly_full_the_text_still_comes_through() {
        try (TestServer server = TestServer.start(TestDatabase.H2GIS, "anlan.files.least-free=1000000TB")) {
            HttpCaller phone = phone(server);
            Reply refused = photo(phone, id(report(phone)));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().get("code").asString()).isEqualTo("disk");
            assertThat(refused.header("retry-after")).contains("60");
        }
    }
}
