package org.anlan.access.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Set;
import org.anlan.access.PathRule;
import org.anlan.picture.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

class PathTableTest {

    private static final Set<Role> ADMINISTRATOR = Set.of(Role.ADMINISTRATOR);

    private final PathTable table = new PathTable(List.of(
            PathRule.anyRole(HttpMethod.GET, "/api/{space}/{collection}"),
            PathRule.roles(null, "/api/accounts/{id}", ADMINISTRATOR),
            PathRule.open(HttpMethod.POST, "/api/accounts/hello"),
            PathRule.open(HttpMethod.GET, "/assets/**")));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GET, /api/live/villages, /api/{space}/{collection}",
                "HEAD, /api/live/villages, /api/{space}/{collection}",
                "GET, /api/accounts/7, /api/accounts/{id}",
                "POST, /api/accounts/hello, /api/accounts/hello",
                "GET, /api/accounts/hello, /api/accounts/{id}",
                "GET, /assets/a/b.js, /assets/**",
                "POST, /assets/a/b.js, -",
                "POST, /api/live/villages, -",
                "OPTIONS, /api/live/villages, -",
                "GET, /elsewhere, -",
            })
    void the_most_specific_rule_decides_and_without_one_nobody_may(String method, String path, String pattern) {
        assertThat(table.find(HttpMethod.valueOf(method), PathContainer.parsePath(path))
                        .map(PathRule::pattern)
                        .orElse(null))
                .isEqualTo(pattern);
    }

    @Test
    void two_rules_that_contradict_each_other_stop_the_start() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        new PathTable(List.of(PathRule.open(null, "/x"), PathRule.roles(null, "/x", ADMINISTRATOR))))
                .withMessageContaining("/x");
    }
}
