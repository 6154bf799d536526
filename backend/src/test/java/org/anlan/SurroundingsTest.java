package org.anlan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class SurroundingsTest {

    @Test
    void relative_data_lies_in_the_home(@TempDir Path home) throws IOException {
        MockEnvironment environment = found(settled(home).withProperty("anlan.data", "var"));
        assertThat(environment.getProperty("anlan.data"))
                .isEqualTo(home.resolve("var").toString());
        assertThat(environment.getProperty("anlan.home")).isEqualTo(home.toString());
    }

    @Test
    void absolute_data_stays_where_it_is(@TempDir Path home, @TempDir Path data) throws IOException {
        MockEnvironment environment = found(settled(home).withProperty("anlan.data", data.toString()));
        assertThat(environment.getProperty("anlan.data")).isEqualTo(data.toString());
    }

    @Test
    void a_home_without_settings_is_refused_and_named(@TempDir Path home) {
        var environment = new MockEnvironment().withProperty("anlan.home", home.toString());
        assertThatExceptionOfType(SurroundingsException.class)
                .isThrownBy(() -> found(environment))
                .withMessageContaining(home.toString());
    }

    @Test
    void without_certificate_and_key_there_is_no_tls(@TempDir Path home) {
        assertThat(Surroundings.tls(home, "", "")).isEmpty();
    }

    @Test
    void a_certificate_with_its_key_turns_tls_on(@TempDir Path home) throws IOException {
        Files.createFile(home.resolve("server.crt"));
        Files.createFile(home.resolve("server.key"));
        assertThat(Surroundings.tls(home, "server.crt", "server.key"))
                .containsEntry("server.ssl.bundle", "web")
                .containsEntry(
                        "spring.ssl.bundle.pem.web.keystore.private-key",
                        home.resolve("server.key").toUri().toString());
    }

    @Test
    void half_of_tls_is_refused_and_the_missing_half_named(@TempDir Path home) throws IOException {
        Files.createFile(home.resolve("server.crt"));
        assertThatExceptionOfType(SurroundingsException.class)
                .isThrownBy(() -> Surroundings.tls(home, "server.crt", ""))
                .withMessageContaining("ANLAN_TLS_KEY is not");
        assertThatExceptionOfType(SurroundingsException.class)
                .isThrownBy(() -> Surroundings.tls(home, "", "server.key"))
                .withMessageContaining("ANLAN_TLS_CERTIFICATE is not");
    }

    @Test
    void a_missing_tls_file_is_named(@TempDir Path home) {
        assertThatExceptionOfType(SurroundingsException.class)
                .isThrownBy(() -> Surroundings.tls(home, "nowhere.crt", "nowhere.key"))
                .withMessageContaining("nowhere.crt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ecs", "gelf", "logstash", "org.example.OwnFormat"})
    void the_log_has_a_form_that_there_is(String format) {
        assertThatNoException().isThrownBy(() -> Surroundings.checkLogFormat(format));
    }

    @Test
    void another_form_of_the_log_is_refused_with_those_there_are() {
        assertThatExceptionOfType(SurroundingsException.class)
                .isThrownBy(() -> Surroundings.checkLogFormat("json"))
                .withMessageContaining("ANLAN_LOG_FORMAT is json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jdbc:h2:mem:anlan", "jdbc:h2:nioMemFS:anlan;MODE=PostgreSQL"})
    void a_database_in_memory_is_refused(String url) {
        assertThatExceptionOfType(SurroundingsException.class)
                .isThrownBy(() -> Surroundings.checkDatabase(url))
                .withMessageContaining("in memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:file:/var/lib/mem/anlan;MODE=PostgreSQL", "jdbc:postgresql://127.0.0.1/mem:"})
    void a_database_on_a_disk_is_taken(String url) {
        assertThatNoException().isThrownBy(() -> Surroundings.checkDatabase(url));
    }

    private static MockEnvironment settled(Path home) throws IOException {
        Files.createFile(Files.createDirectory(home.resolve("config")).resolve("application.yaml"));
        return new MockEnvironment()
                .withProperty("anlan.home", home.toString())
                .withProperty("spring.datasource.url", "jdbc:h2:file:" + home.resolve("var/anlan"));
    }

    private static MockEnvironment found(MockEnvironment environment) {
        new Surroundings(Supplier::get).postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
