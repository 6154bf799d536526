package org.anlan.access.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.anlan.access.AccessGate;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** On PostgreSQL only: a file of the embedded database belongs to one process. */
class TwoNodesTest {

    @Test
    void a_token_revoked_on_one_node_ends_on_another_within_seconds() {
        try (TestDatabase.Opened database = TestDatabase.POSTGIS.create();
                TestServer first = TestServer.on(database);
                TestServer second = TestServer.on(database)) {
            JsonNode made = first.admin()
                    .post("/api/tokens", Map.of("name", "gateway", "role", "viewer", "validDays", 1))
                    .json();
            HttpCaller there = second.bearer(made.get("token").asString());
            assertThat(there.get("/api/me").status()).isEqualTo(200);
            first.admin().delete("/api/tokens/" + made.get("id").asString());
            AccessGate gate = second.bean(AccessGate.class);
            await().until(() -> gate.isRevoked(made.get("id").asString()));
            assertThat(there.get("/api/me").status()).isEqualTo(401);
        }
    }
}
