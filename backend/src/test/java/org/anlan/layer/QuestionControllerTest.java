package org.anlan.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class QuestionControllerTest {

    private final TestServer server;

    QuestionControllerTest(TestDatabase database) {
        server = TestServer.start(database);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void questions_are_answered_as_geojson() {
        HttpCaller admin = server.admin();
        JsonNode nearest = admin.get("/api/layers/rivers/nearest?lon=114.37&lat=35.52&count=3")
                .json();
        assertThat(nearest.get("numberReturned").asInt()).isEqualTo(3);
        double[] metres = new double[3];
        for (int index = 0; index < 3; index++) {
            metres[index] = nearest.at("/features/" + index + "/metres").asDouble();
        }
        assertThat(metres).isSorted();
        assertThat(nearest.at("/features/0/geometry/type").asString()).isNotBlank();
        JsonNode within = admin.get("/api/layers/rivers/within?lon=114.37&lat=35.52&metres=" + (metres[1] + 1))
                .json();
        assertThat(within.get("numberMatched").asInt()).isGreaterThanOrEqualTo(2);
        JsonNode county = admin.post(
                        "/api/layers/county/intersecting",
                        Map.of("type", "Point", "coordinates", List.of(114.37, 35.52)))
                .json();
        assertThat(county.get("numberMatched").asInt()).isEqualTo(1);
    }

    @Test
    void a_bad_question_is_told_what_is_wrong() {
        for (String question : List.of(
                "404 nosuch/nearest?lon=114&lat=35",
                "422 rivers/nearest?lon=114&lat=x",
                "422 rivers/nearest?lon=35&lat=114",
                "422 rivers/nearest?lon=114&lat=35&count=0",
                "422 rivers/nearest?lon=114&lat=35&count=1001",
                "422 rivers/within?lon=114&lat=35&metres=-1",
                "422 rivers/within?lon=114&lat=35&metres=NaN")) {
            var reply = server.admin().get("/api/layers/" + question.substring(4));
            assertThat(reply.status())
                    .as(question + reply.text())
                    .isEqualTo(Integer.parseInt(question.substring(0, 3)));
            assertThat(reply.json().has("detail")).isTrue();
        }
    }

    @Test
    void a_body_that_is_no_geometry_is_refused() {
        for (Object body : List.of(
                Map.of("type", "Nonsense"),
                Map.of("type", "Polygon", "coordinates", List.of(List.of(List.of(1, 2), List.of(3, 4)))),
                List.of(1))) {
            var reply = server.admin().post("/api/layers/towns/intersecting", body);
            assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        }
        assertThat(server.anonymous()
                        .get("/api/layers/rivers/nearest?lon=114&lat=35")
                        .status())
                .isEqualTo(401);
    }
}
