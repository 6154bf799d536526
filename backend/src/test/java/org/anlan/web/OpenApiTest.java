package org.anlan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

    private static TestServer server;
    private static JsonNode api;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.H2GIS, List.of(Notes.class));
        var reply = server.anonymous().get("/v3/api-docs");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        api = reply.json();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void every_collection_and_command_has_a_typed_path() {
        JsonNode paths = api.get("paths");
        assertThat(paths.propertyNames())
                .contains(
                        "/api/{space}/notes",
                        "/api/{space}/notes/{id}",
                        "/api/{space}/notes/{id}/history",
                        "/api/{space}/notes/{id}/add",
                        "/api/{space}/picture",
                        "/api/session")
                .noneMatch(path -> path.contains("{collection}"));
        assertThat(paths.get("/api/{space}/notes").propertyNames()).contains("get", "post");
        assertThat(paths.get("/api/{space}/notes/{id}").propertyNames()).contains("get", "put", "delete");
        assertThat(api.at("/components/schemas/notes/properties/properties/properties/colour/enum")
                        .toString())
                .isEqualTo("[\"red\",\"dark-blue\"]");
        assertThat(api.at("/components/schemas/notes-add/required/0").asString())
                .isEqualTo("by");
    }

    @Test
    void every_operation_may_be_refused_by_a_problem() {
        assertThat(api.at("/components/schemas/Problem/properties/detailEn").isMissingNode())
                .isFalse();
        api.get("paths").forEach(path -> path.properties().stream()
                .filter(entry -> List.of("get", "post", "put", "delete").contains(entry.getKey()))
                .forEach(entry -> assertThat(entry.getValue()
                                .at("/responses/default/content/application~1problem+json/schema/$ref")
                                .asString())
                        .isEqualTo("#/components/schemas/Problem")));
    }

    @Test
    void the_ways_to_prove_who_calls_are_described_and_the_caller_is_no_parameter() {
        assertThat(api.at("/components/securitySchemes").propertyNames()).contains("session", "bearer", "basic");
        assertThat(api.toString()).doesNotContain("\"name\":\"actor\"");
    }
}
