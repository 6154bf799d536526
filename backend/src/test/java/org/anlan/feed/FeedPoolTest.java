package org.anlan.feed;

import static org.anlan.feed.Viewer.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.anlan.feed.FeedNotes.Note;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every connection to the database is taken by somebody and given back later. */
class FeedPoolTest {

    private static final Map<String, Object> NOTE =
            Map.of("type", "Feature", "properties", Map.of("text", "during", "secret", false));

    private static List<Connection> takeAll(TestServer server) throws SQLException {
        HikariDataSource pool = server.bean(HikariDataSource.class);
        List<Connection> taken = new ArrayList<>();
        while (true) {
            try {
                taken.add(pool.getConnection());
            } catch (SQLTransientConnectionException none) {
                return taken;
            }
        }
    }

    private static List<HttpCaller> tools(TestServer server, int count) {
        List<HttpCaller> tools = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Map<String, Object> token = Map.of("name", "tool " + number, "role", "viewer", "validDays", 1);
            HttpCaller tool = server.bearer(server.admin()
                    .post("/api/tokens", token)
                    .json()
                    .get("token")
                    .asString());
            assertThat(tool.get("/api/me").status()).isEqualTo(200);
            tools.add(tool);
        }
        return tools;
    }

    @ParameterizedTest
    @EnumSource
    void what_lies_in_memory_goes_on_the_rest_is_put_off_and_it_recovers_by_itself(TestDatabase kind)
            throws SQLException {
        try (TestServer server = TestServer.start(kind, List.of(FeedNotes.class))) {
            HttpCaller admin = server.admin();
            Space live = server.bean(Spaces.class).get(Spaces.LIVE);
            String id = new FeedNotes.Writer(live).create(new Note("before"));
            Viewer viewer = Viewer.follow(admin);
            List<HttpCaller> tools = tools(server, 40);
            List<Connection> taken = takeAll(server);

            Reply putOff = admin.key("during").post("/api/live/notes", NOTE);
            mustBePutOff(putOff);
            soon().until(() -> server.anonymous().get("/healthz").status() == 503);
            assertThat(server.anonymous().get("/healthz").json().at("/why/0").asString())
                    .contains("the database cannot be asked");
            soon().until(() -> viewer.nextMark().path("degraded").asBoolean());
            mustBePutOff(admin.key("during").post("/api/live/notes", NOTE));
            mustBePutOff(admin.post("/api/live/readings", Map.of("readings", List.of(reading()))));
            mustBePutOff(admin.get("/api/live/notes/" + id + "/history"));
            for (HttpCaller tool : tools) {
                assertThat(tool.get("/api/live/picture").status()).isEqualTo(200);
                assertThat(tool.get("/tiles/rivers/10/837/403").status()).isEqualTo(200);
            }
            assertThat(viewer.isClosed()).isFalse();
            assertThat(live.head().seq()).isEqualTo(viewer.position());

            for (Connection connection : taken) {
                connection.close();
            }
            soon().until(() -> server.anonymous().get("/healthz").status() == 200);
            soon().until(() -> admin.key("during").post("/api/live/notes", NOTE).status() == 201);
            soon().until(() -> !viewer.nextMark().path("degraded").asBoolean());
            viewer.awaitNumber(live.head().seq());
            assertThat(viewer.features()).isEqualTo(Viewer.features(Viewer.picture(admin)));
            assertThat(admin.get("/api/live/notes").json().get("numberMatched").asInt())
                    .isEqualTo(2);
            viewer.cut();
        }
    }

    private static Map<String, Object> reading() {
        return Map.of(
                "gauge", "31003700", "time", Instant.now().toString(), "stageMetres", 64.0, "source", "telemetry");
    }

    private static void mustBePutOff(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.header("Content-Type")).contains("application/problem+json");
        assertThat(reply.header("Retry-After")).isPresent();
    }
}
