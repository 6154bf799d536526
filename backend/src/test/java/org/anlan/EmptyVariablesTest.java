package org.anlan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

class EmptyVariablesTest {

    private static final Path SETTINGS = Path.of("..", "config", "application.yaml");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(ANLAN_[A-Z_]+)");

    static Stream<String> variables() throws IOException {
        return VARIABLE.matcher(Files.readString(SETTINGS))
                .results()
                .map(found -> found.group(1))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("variables")
    void a_variable_set_to_nothing_is_its_default(String variable) throws IOException {
        Map<String, String> without = settings(Map.of());
        assertThat(without).hasSizeGreaterThan(30);
        assertThat(settings(Map.of(variable, ""))).isEqualTo(without);
        assertThat(settings(Map.of(variable, "  "))).isEqualTo(without);
        assertThat(settings(Map.of(variable, "set"))).isNotEqualTo(without);
    }

    @Test
    void an_empty_address_is_this_machine_and_an_empty_database_a_file() throws IOException {
        assertThat(settings(Map.of("ANLAN_BIND", "", "ANLAN_DATABASE_URL", "")))
                .containsEntry("server.address", "127.0.0.1")
                .hasEntrySatisfying(
                        "spring.datasource.url", url -> assertThat(url).startsWith("jdbc:h2:file:var/anlan;"));
    }

    @Test
    void variables_of_others_stay_as_they_are() {
        assertThat(EmptyVariables.filled(Map.of("PATH", "", "ANLAN_DATA", "", "ANLAN_PORT", "8080")))
                .isEqualTo(Map.of("PATH", "", "ANLAN_PORT", "8080"));
    }

    /** Every key of the settings as the server would see it. */
    private static Map<String, String> settings(Map<String, Object> variables) throws IOException {
        var environment = new StandardEnvironment() {
            @Override
            public Map<String, Object> getSystemEnvironment() {
                return variables;
            }
        };
        new EmptyVariables().postProcessEnvironment(environment, new SpringApplication());
        Map<String, String> seen = new LinkedHashMap<>();
        for (var source : new YamlPropertySourceLoader().load("settings", new FileSystemResource(SETTINGS))) {
            environment.getPropertySources().addLast(source);
            for (String key : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
                seen.put(key, environment.getProperty(key));
            }
        }
        return seen;
    }
}
