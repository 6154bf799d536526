package org.anlan.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.anlan.picture.Change;
import org.anlan.picture.Space;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.Spaces;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A drill is there whole or not at all; what an older version left half made is no drill, and can be removed. */
class HalfMadeDrillTest {

    private static final Instant FROM = Instant.parse("2021-07-19T16:00:00Z");

    private static String start(HttpCaller admin) {
        return admin.post("/api/drills", Map.of("scenario", "2021-07", "rate", 3600))
                .json()
                .get("space")
                .asString();
    }

    private static List<String> leases(TestDatabase.Opened database) throws SQLException {
        List<String> spaces = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                ResultSet row =
                        connection.createStatement().executeQuery("SELECT space FROM lease WHERE name = 'player'")) {
            while (row.next()) {
                spaces.add(row.getString(1));
            }
        }
        return spaces;
    }

    @ParameterizedTest
    @EnumSource
    void a_drill_begins_in_the_transaction_that_makes_its_space(TestDatabase kind) {
        try (TestServer server = TestServer.start(kind)) {
            Space drill = server.bean(Spaces.class).get(start(server.admin()));
            List<Change> log = drill.changes(0, 100_000);
            assertThat(log)
                    .filteredOn(change -> change.collection().equals("drills")
                            && change.command().equals("create"))
                    .singleElement()
                    .satisfies(change ->
                            assertThat(change.batch()).isEqualTo(log.get(0).batch()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_space_that_became_no_drill_is_not_played_and_can_be_removed(TestDatabase kind) throws SQLException {
        try (TestDatabase.Opened database = kind.create();
                TestServer server = TestServer.on(database)) {
            HttpCaller admin = server.admin();
            SpaceClock clock = new SpaceClock(FROM, Instant.now().truncatedTo(ChronoUnit.MILLIS), 0);
            server.bean(Spaces.class).create(new Spaces.NewSpace("drill-half", "半个演练", "2021-07", clock, List.of()));
            String whole = start(admin);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> admin.get("/api/drills/" + whole)
                                    .json()
                                    .get("played")
                                    .asInt()
                            > 0);
            assertThat(leases(database)).containsExactly(whole);
            assertThat(admin.get("/api/drills/drill-half").status()).isEqualTo(404);
            assertThat(admin.delete("/api/drills/drill-half").status()).isEqualTo(204);
            assertThat(admin.get("/api/spaces").text()).doesNotContain("drill-half");
            assertThat(admin.delete("/api/drills/drill-half").status()).isEqualTo(404);
            assertThat(admin.delete("/api/drills/" + whole).status()).isEqualTo(409);
            assertThat(admin.delete("/api/drills/live").status()).isEqualTo(404);
            assertThat(admin.get("/api/live/picture").status()).isEqualTo(200);
        }
    }
}
