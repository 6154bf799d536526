package org.anlan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.anlan.fieldreport.Kind;
import org.anlan.gauge.Datum;
import org.anlan.incident.IncidentState;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Registry;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What only the whole application can show: no string of any collection carries a phone number to a wall or a field phone. */
class EveryTextTest {

    private static final String NUMBER = "13712345678";

    /** Where a made value would be refused; all other strings hold a phone number. */
    private static final Map<String, Object> GIVEN = Map.ofEntries(
            Map.entry("areas.code", "BSP"),
            Map.entry("areas.chainageTo", 2.0),
            Map.entry("fieldreports.kind", Kind.DANGER),
            Map.entry("gauges.code", "31003700"),
            Map.entry("gauges.conversions.to", Datum.NATIONAL_1985),
            Map.entry("incidents.kind", Kind.DANGER),
            Map.entry("incidents.number", "2026-0001"),
            Map.entry("incidents.state", IncidentState.CLOSED),
            Map.entry("injects.kind", "breach"),
            Map.entry("villages.code", "410621100201"),
            Map.entry("villages.town", "410621100"));

    /** The members that are given out as they are: ids, codes and hashes, and numbers that the role may see. */
    private static final Set<String> VERBATIM = Set.of(
            "fieldreports.asks.id",
            "fieldreports.chainage.area",
            "fieldreports.chainage.at",
            "fieldreports.incident",
            "fieldreports.photos.hash",
            "fieldreports.photos.type",
            "fieldreports.reporter.id",
            "fieldreports.village",
            "incidents.chainage.area",
            "incidents.chainage.at",
            "incidents.reports",
            "incidents.village",
            "teams.incident",
            "teams.sharedBy.id",
            "teams.town");

    static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.H2GIS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Object made(Type type, String path) {
        if (GIVEN.containsKey(path)) {
            return GIVEN.get(path);
        }
        if (type instanceof ParameterizedType list) {
            return List.of(made(list.getActualTypeArguments()[0], path));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain, path);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        return switch (plain.getSimpleName()) {
            case "String" -> "电话 " + NUMBER;
            case "int", "Integer" -> 1;
            case "long", "Long" -> 1L;
            case "double", "Double" -> 1.0;
            case "boolean", "Boolean" -> true;
            case "Instant" -> Instant.EPOCH;
            case "LocalDate" -> LocalDate.EPOCH;
            default -> throw new AssertionError("say here how to make " + plain + " for " + path);
        };
    }

    private static Record record(Class<?> type, String path) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] members = new Object[components.length];
        for (int n = 0; n < components.length; n++) {
            types[n] = components[n].getType();
            members[n] = made(components[n].getGenericType(), path + "." + components[n].getName());
        }
        try {
            Constructor<?> maker = type.getDeclaredConstructor(types);
            maker.setAccessible(true);
            return (Record) maker.newInstance(members);
        } catch (InvocationTargetException refused) {
            throw new AssertionError("say in GIVEN what " + path + " takes", refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static <P extends Record> Feature<P> feature(CollectionType<P> type) {
        P properties = type.properties().cast(made(type.properties(), type.name()));
        return new Feature<>(type.name(), "x", null, properties, 1, 1, Instant.EPOCH, "x");
    }

    private static void numbers(JsonNode node, String path, Set<String> found) {
        if (node.isString() && node.asString().contains(NUMBER)) {
            found.add(path);
        }
        node.properties().forEach(member -> numbers(member.getValue(), path + "." + member.getKey(), found));
        if (node.isArray()) {
            node.forEach(one -> numbers(one, path, found));
        }
    }

    private static Set<String> seenBy(Role role) {
        Set<String> found = new TreeSet<>();
        for (CollectionType<?> type : server.bean(Registry.class).collections()) {
            type.see(new Reader(role, Set.of(), ""), feature(type))
                    .ifPresent(seen -> numbers(JsonMapper.shared().valueToTree(seen.properties()), type.name(), found));
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource
    void no_text_of_any_collection_shows_a_number_to_a_wall_or_a_field_phone(Role role) {
        Set<String> found = seenBy(role);
        switch (role) {
            case VIEWER -> assertThat(found).containsExactlyInAnyOrderElementsOf(VERBATIM);
            case FIELD -> {
                Set<String> more = new TreeSet<>(VERBATIM);
                more.removeIf(path -> path.startsWith("fieldreports.")); // it sees its own alone
                more.add("teams.leader.phone");
                assertThat(found).containsExactlyInAnyOrderElementsOf(more);
            }
            default ->
                assertThat(found)
                        .contains("teams.task", "areas.note", "areas.stateText", "injects.text", "fieldreports.text");
        }
    }

    @ParameterizedTest
    @CsvSource({"viewer, 请打☎***", "field, 请打☎***", "duty-officer, 请打13712345678"})
    void the_note_of_a_reading_shows_a_number_to_the_desk_alone(String role, String shown) {
        String now = server.admin()
                .get("/api/spaces")
                .json()
                .at("/spaces/0/clock/now")
                .asString();
        HttpCaller.Reply taken = server.admin()
                .post(
                        "/api/live/readings",
                        Map.of(
                                "readings",
                                List.of(Map.of(
                                        "gauge",
                                        "31003700",
                                        "time",
                                        now,
                                        "stageMetres",
                                        62.1,
                                        "source",
                                        role,
                                        "note",
                                        "请打" + NUMBER))));
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        HttpCaller reader = server.bearer(server.admin()
                .post("/api/tokens", Map.of("name", role, "role", role, "validDays", 1))
                .json()
                .get("token")
                .asString());
        JsonNode readings =
                reader.get("/api/live/gauges/31003700/readings").json().get("readings");
        assertThat(readings).isNotEmpty().allSatisfy(reading -> assertThat(
                        reading.get("note").asString())
                .isEqualTo(shown));
    }
}
