package org.anlan.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Whatever is done in a drill, not one row of the live space differs afterwards; and the other way round. */
class IsolationTest {

    private static final long SEED = 721;

    private static final List<String> TABLES =
            List.of("change", "feature", "request", "reading", "track", "latest", "checkpoint", "file", "upload");

    @ParameterizedTest
    @EnumSource
    void nothing_crosses_between_a_drill_and_the_live_space(TestDatabase kind) throws SQLException {
        try (TestDatabase.Opened database = kind.open();
                TestServer server = TestServer.on(database)) {
            HttpCaller admin = server.admin();
            Random random = new Random(SEED);
            act(admin, "live", random, 40);
            String drill = admin.post("/api/drills", Map.of("scenario", "2021-07", "rate", 3600))
                    .json()
                    .get("space")
                    .asString();
            Map<String, List<String>> live = rows(database, "live");
            for (int round = 0; round < 4; round++) {
                act(admin, drill, random, 30);
                admin.post("/api/drills/" + drill + "/clock", Map.of("rate", 1 + random.nextInt(3600)));
            }
            assertThat(rows(database, "live")).as("seed " + SEED).isEqualTo(live);
            admin.post("/api/drills/" + drill + "/end", Map.of());
            Map<String, List<String>> played = rows(database, drill);
            act(admin, "live", random, 40);
            assertThat(rows(database, drill)).as("seed " + SEED).isEqualTo(played);
            live = rows(database, "live");
            assertThat(admin.delete("/api/drills/" + drill).status()).isEqualTo(204);
            assertThat(rows(database, "live")).as("seed " + SEED).isEqualTo(live);
            assertThat(rows(database, drill).values())
                    .allSatisfy(rows -> assertThat(rows).isEmpty());
        }
    }

    private static void act(HttpCaller admin, String space, Random random, int actions) {
        for (int action = 0; action < actions; action++) {
            String now = now(admin, space);
            String path = "/api/" + space;
            switch (random.nextInt(5)) {
                case 0 -> admin.post(path + "/readings", reading(now, "test" + action, random));
                case 1 -> admin.post(path + "/incidents", incident(now, random));
                case 2 ->
                    admin.post(
                            path + "/areas/BSP/"
                                    + List.of("flood", "drain", "stand-down", "prepare")
                                            .get(random.nextInt(4)),
                            Map.of("text", "试"));
                case 3 ->
                    admin.post(
                            path + "/teams",
                            feature(null, Map.of("name", "队" + random.nextInt(1000), "kind", "rescue", "size", 3)));
                default -> position(admin, path, now);
            }
        }
    }

    private static String now(HttpCaller admin, String space) {
        for (JsonNode one : admin.get("/api/spaces").json().get("spaces")) {
            if (one.get("id").asString().equals(space)) {
                return one.at("/clock/now").asString();
            }
        }
        throw new AssertionError("no space " + space);
    }

    private static Map<String, Object> reading(String now, String source, Random random) {
        double stage = 60 + random.nextInt(700) / 100.0;
        return Map.of(
                "readings", List.of(Map.of("gauge", "31003700", "time", now, "stageMetres", stage, "source", source)));
    }

    private static Map<String, Object> incident(String now, Random random) {
        return feature(
                List.of(114.4 + random.nextInt(200) / 1000.0, 35.6),
                Map.of("kind", "flood", "severity", "minor", "occurredAt", now, "text", "试 " + random.nextInt()));
    }

    private static Map<String, Object> feature(List<Double> place, Map<String, Object> properties) {
        Map<String, Object> feature = new HashMap<>(Map.of("type", "Feature", "properties", properties));
        if (place != null) {
            feature.put("geometry", Map.of("type", "Point", "coordinates", place));
        }
        return feature;
    }

    private static void position(HttpCaller admin, String path, String now) {
        JsonNode teams = admin.get(path + "/teams").json().get("features");
        if (!teams.isEmpty()) {
            String team = teams.get(0).get("id").asString();
            admin.post(
                    path + "/positions",
                    Map.of("positions", List.of(Map.of("team", team, "time", now, "lon", 114.4, "lat", 35.6))));
        }
    }

    private static Map<String, List<String>> rows(TestDatabase.Opened database, String space) throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                List<String> rows = new ArrayList<>();
                try (ResultSet row =
                        statement.executeQuery("SELECT * FROM " + table + " WHERE space = '" + space + "'")) {
                    while (row.next()) {
                        StringBuilder text = new StringBuilder();
                        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                            text.append(row.getString(column)).append('|');
                        }
                        rows.add(text.toString());
                    }
                }
                rows.sort(String::compareTo);
                all.put(table, rows);
            }
        }
        return all;
    }
}
