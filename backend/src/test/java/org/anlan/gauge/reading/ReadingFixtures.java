package org.anlan.gauge.reading;

import java.time.Instant;
import java.util.Map;
import org.anlan.gauge.Assessor;
import org.anlan.picture.Actor;
import org.anlan.picture.stream.Streams;
import org.anlan.testing.TestServer;
import org.springframework.beans.factory.ObjectProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stream of readings as a server has it, with a part of it in the test's hand, and rows as stations send them. */
final class ReadingFixtures {

    static final String QIMEN = "31003700";
    static final Actor STATION = Actor.system("telemetry");

    private ReadingFixtures() {}

    static Readings readings(TestServer server, ReadingStore store, Streams streams) {
        return new Readings(store, server.bean(Assessor.class), new ObjectProvider<>() {
            @Override
            public Streams getObject() {
                return streams;
            }
        });
    }

    static JsonNode row(Instant at, String source, double stage) {
        return JsonMapper.shared()
                .valueToTree(Map.of("gauge", QIMEN, "time", at.toString(), "stageMetres", stage, "source", source));
    }
}
