package org.anlan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.Outage;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;

/** What callers get while the database is away, and when it is back. */
class OutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void writes_are_put_off_with_a_time_and_nothing_is_lost() {
        try (TestDatabase.Opened database = TestDatabase.POSTGIS.create();
                TestServer server = TestServer.on(database, List.of(Notes.class))) {
            HttpCaller admin = server.admin();
            String place = admin.post("/api/live/notes", Notes.body("before", ""))
                    .header("Location")
                    .orElseThrow();

            Outage outage = new Outage(database);
            outage.begin();
            await().atMost(PATIENCE)
                    .until(() -> server.anonymous().get("/healthz").status() == 503);
            assertThat(server.anonymous().get("/healthz").json().at("/why/0").asString())
                    .contains("database");
            Reply put_off = admin.key("during").post("/api/live/notes", Notes.body("during", ""));
            assertThat(put_off.status()).as(put_off.text()).isEqualTo(503);
            assertThat(put_off.header("Retry-After")).isPresent();
            assertThat(put_off.header("Content-Type")).contains("application/problem+json");
            assertThat(admin.get(place + "/history").status()).isEqualTo(503);

            outage.end();
            await().atMost(PATIENCE)
                    .until(() -> server.anonymous().get("/healthz").status() == 200);
            await().atMost(PATIENCE)
                    .until(() -> admin.key("during")
                                    .post("/api/live/notes", Notes.body("during", ""))
                                    .status()
                            == 201);
            assertThat(admin.get(place).json().at("/properties/text").asString())
                    .isEqualTo("before");
            assertThat(admin.get("/api/live/notes").json().get("numberMatched").asInt())
                    .isEqualTo(2);
        }
    }
}
