package org.anlan.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartTest {

    @ParameterizedTest
    @EnumSource
    void the_server_starts_on_an_empty_database_and_is_healthy(TestDatabase kind) {
        try (TestServer server = TestServer.start(kind)) {
            var health = server.anonymous().get("/healthz");
            assertThat(health.status()).as(health.text()).isEqualTo(200);
            assertThat(health.json().at("/spaces/0/space").asString()).isEqualTo("live");
        }
    }
}
