package org.anlan.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How pages and their files are served; the probe files lie in src/test/resources/static. */
class PagesTest {

    private static TestServer server;
    private static HttpCaller browser;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.H2GIS);
        browser = server.anonymous();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_file_whose_name_carries_its_hash_is_kept_for_ever() {
        var file = browser.get("/assets/probe-1a2b3c.js");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Cache-Control").orElse("")).contains("immutable", "max-age=31536000", "public");
        assertThat(file.header("Content-Type").orElse("")).startsWith("text/javascript");
    }

    @ParameterizedTest
    @CsvSource({"/probe.html", "/probe-sw.js"})
    void pages_and_service_workers_are_asked_for_each_time(String path) {
        var page = browser.get(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Cache-Control")).contains("no-cache");
        String etag = page.header("ETag").orElseThrow();
        assertThat(browser.with("If-None-Match", etag).get(path).status()).isEqualTo(304);
    }

    @Test
    void a_file_compressed_beforehand_is_sent_so() {
        var plain = browser.get("/assets/probe-1a2b3c.js");
        var packed = browser.with("Accept-Encoding", "gzip, br").get("/assets/probe-1a2b3c.js");
        assertThat(packed.header("Content-Encoding")).contains("br");
        assertThat(packed.text().strip()).isEqualTo("stands for brotli");
        assertThat(packed.header("ETag")).isPresent().isNotEqualTo(plain.header("ETag"));
        assertThat(packed.header("Vary").orElse("")).contains("Accept-Encoding");
        assertThat(packed.header("Content-Type").orElse("")).startsWith("text/javascript");
    }

    @ParameterizedTest
    @CsvSource({"/wall,/wall.html", "/desk,/desk.html", "/field,/field.html"})
    void short_names_lead_to_the_pages(String name, String page) {
        var reply = browser.get(name);
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).contains(page);
    }

    @ParameterizedTest
    @CsvSource({
        "/../application.yaml",
        "/assets/../../application.yaml",
        "/%2e%2e/application.yaml",
        "/application.yaml"
    })
    void nothing_else_of_the_class_path_is_served(String path) {
        assertThat(browser.get(path).status()).isBetween(400, 404);
    }
}
