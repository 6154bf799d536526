package org.anlan.fieldreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;

/** Behind a balancer the report goes to one node and its photo, right after the answer, to another. */
class ReportNodesTest {

    private static final int TIMES = 20;

    private static String report(TestServer node, int time) {
        Map<String, ?> more =
                Map.of("text", "堤脚管涌 " + time, "photos", List.of(Map.of("size", 1000, "type", "image/jpeg")));
        return node.admin()
                .post("/api/live/fieldreports", Reports.body(more))
                .json()
                .get("id")
                .asString();
    }

    @Test
    void the_other_node_never_says_that_a_report_just_answered_is_not_there() {
        byte[] beginning = Arrays.copyOf(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0}, 500);
        try (TestDatabase.Opened database = TestDatabase.POSTGIS.open();
                TestServer first = TestServer.on(database);
                TestServer second = TestServer.on(database)) {
            for (int time = 0; time < TIMES; time++) {
                String path = "/api/live/fieldreports/" + report(first, time);
                String photo = path + "/photos/1";
                switch (time % 3) {
                    case 0 ->
                        assertThat(second.admin().get(photo + "/upload").status())
                                .isEqualTo(200);
                    case 1 ->
                        assertThat(second.admin()
                                        .with("Content-Range", "bytes 0-499/1000")
                                        .call("PUT", photo, BodyPublishers.ofByteArray(beginning), "image/jpeg")
                                        .status())
                                .isEqualTo(202);
                    default -> assertThat(second.admin().get(path).status()).isEqualTo(200);
                }
            }
            assertThat(second.admin().get("/api/live/fieldreports/nowhere").status())
                    .isEqualTo(404);
            assertThat(second.admin()
                            .get("/api/live/fieldreports/nowhere/photos/1/upload")
                            .status())
                    .isEqualTo(404);
        }
    }
}
