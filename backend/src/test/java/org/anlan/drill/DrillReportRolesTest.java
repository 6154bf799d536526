package org.anlan.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.anlan.picture.Role;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The report tells who did what, in words that walls and field phones get with numbers hidden or not at all. */
class DrillReportRolesTest {

    static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.H2GIS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void only_the_desk_reads_the_report_of_a_drill(Role role) {
        HttpCaller caller = server.bearer(server.admin()
                .post("/api/tokens", Map.of("name", role.word(), "role", role.word(), "validDays", 1))
                .json()
                .get("token")
                .asString());
        assertThat(caller.get("/api/drills/drill-none/report").status())
                .isEqualTo(Role.DESK.contains(role) ? 404 : 403);
        assertThat(caller.get("/api/drills/drill-none").status()).isEqualTo(404);
    }
}
