package org.anlan.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.anlan.picture.Spaces;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;

class MetricsServerTest {

    private static double value(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in\n" + text));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void figures_are_served_on_an_address_of_their_own_and_not_on_that_of_the_pages(TestDatabase kind) {
        try (TestServer server = TestServer.start(kind, "anlan.metrics.port=0")) {
            int port = server.bean(MetricsServer.class).port();
            HttpCaller tool = new HttpCaller(URI.create("http://127.0.0.1:" + port), Map.of());
            String text = tool.get("/metrics").text();
            assertThat(value(text, "anlan_head"))
                    .isEqualTo(server.bean(Spaces.class).get(Spaces.LIVE).head().seq());
            assertThat(value(text, "anlan_head_degraded")).isZero();
            assertThat(value(text, "anlan_head_age_seconds")).isBetween(0.0, 10.0);
            assertThat(value(text, "anlan_feed_sessions")).isZero();
            assertThat(value(text, "anlan_database_connections")).isPositive();
            assertThat(text).contains("jvm_memory_used_bytes").doesNotContain("admin");
            assertThat(server.admin().get("/metrics").status()).isIn(403, 404);
        }
    }

    @Test
    void without_a_port_nothing_listens() {
        try (TestServer server = TestServer.start(TestDatabase.H2GIS)) {
            assertThatThrownBy(() -> server.bean(MetricsServer.class))
                    .isInstanceOf(NoSuchBeanDefinitionException.class);
        }
    }
}
