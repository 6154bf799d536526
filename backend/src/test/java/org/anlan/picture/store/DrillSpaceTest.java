package org.anlan.picture.store;

import static org.anlan.picture.store.Notes.add;
import static org.anlan.picture.store.Notes.ask;
import static org.anlan.picture.store.Notes.clock;
import static org.anlan.picture.store.Notes.create;
import static org.anlan.picture.store.Notes.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.anlan.picture.Answer;
import org.anlan.picture.Change;
import org.anlan.picture.PictureException;
import org.anlan.picture.Space;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.store.Notes.Note;
import org.anlan.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class DrillSpaceTest {

    private static final Instant START = Instant.parse("2021-07-20T00:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(20);

    @Parameter
    TestDatabase kind;

    TestDatabase.Opened database;
    LocalSpaces node;
    Space live;

    @BeforeEach
    void open() {
        database = kind.open();
        node = Notes.node(database.dataSource());
        live = node.get(Spaces.LIVE);
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    private static SpaceClock at(Instant time, double rate) {
        return new SpaceClock(time, Instant.now().truncatedTo(ChronoUnit.MILLIS), rate);
    }

    private Space drill(String id, double rate) {
        return node.create(new Spaces.NewSpace(id, "演练", "2021-07", at(START, rate), List.of()));
    }

    @Test
    void a_drill_begins_with_the_live_space_s_standing_features_at_its_own_time() {
        String kept = id(ask(live, create("站", null)));
        ask(live, add(kept, 3, null));
        ask(live, add(id(ask(live, create("不带入", null))), -1, null));
        Space drill = drill("drill-a", 0);
        Feature<Note> copy = drill.picture().get(Notes.TYPE, kept);
        assertThat(copy.properties()).isEqualTo(new Note("站", 0));
        assertThat(copy.version()).isEqualTo(1);
        assertThat(copy.updated()).isEqualTo(START);
        assertThat(drill.picture().list(Notes.TYPE)).hasSize(1);
        assertThat(drill.changes(0, 10)).singleElement().satisfies(change -> assertThat(change.command())
                .isEqualTo("copy"));
        assertThat(drill.title()).isEqualTo("演练");
        assertThat(drill.scenario()).isEqualTo("2021-07");
    }

    @Test
    void what_is_its_own_is_there_with_the_copies_or_not_at_all() {
        ask(live, create("站", null));
        Note own = new Note("自己的", 7);
        Space drill = node.create(new Spaces.NewSpace(
                "drill-a", "演练", "2021-07", at(START, 0), List.of(Decision.put(Notes.TYPE, "own", null, own))));
        assertThat(drill.picture().get(Notes.TYPE, "own").properties()).isEqualTo(own);
        List<Change> log = drill.changes(0, 10);
        assertThat(log).extracting(Change::command).containsExactly("copy", "create");
        assertThat(log).extracting(Change::batch).containsOnly(log.get(0).batch());
        List<Decision.Put> refused = List.of(Decision.put(Notes.TYPE, "x".repeat(1_000), null, own));
        assertThatThrownBy(() -> node.create(new Spaces.NewSpace("drill-b", "演练", null, at(START, 0), refused)))
                .isInstanceOf(PictureException.class);
        assertThat(node.find("drill-b")).isEmpty();
        node.close();
        node = Notes.node(database.dataSource());
        assertThat(node.list()).extracting(Space::id).containsExactlyInAnyOrder(Spaces.LIVE, "drill-a");
    }

    @Test
    void changes_carry_the_space_s_time_and_the_real_one() {
        Space drill = drill("drill-a", 0);
        ask(drill, clock(START.plusSeconds(60), 0));
        Answer answer = ask(drill, create("记录", null));
        Change change = drill.changes(answer.seq() - 1, 1).get(0);
        assertThat(change.at()).isEqualTo(START.plusSeconds(60));
        assertThat(change.recorded()).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(live.clock().isReal()).isTrue();
    }

    @Test
    void space_time_never_goes_back() {
        Space drill = drill("drill-a", 0);
        ask(drill, clock(START.plusSeconds(60), 0));
        ask(drill, create("后", null));
        ask(drill, clock(START, 0));
        assertThat(drill.clock().now()).isEqualTo(START.plusSeconds(60));
        long seq = ask(drill, create("前", null)).seq();
        assertThat(drill.changes(seq - 1, 1).get(0).at()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void a_node_that_is_behind_dates_what_it_writes_by_the_newest_clock() {
        Space drill = drill("drill-a", 0);
        try (LocalSpaces other = Notes.node(database.dataSource())) {
            for (int hour = 1; hour <= 5; hour++) {
                Instant now = START.plus(hour, ChronoUnit.HOURS);
                ask(drill, clock(now, 0));
                long seq = ask(other.get("drill-a"), create("来自另一节点", null)).seq();
                assertThat(other.get("drill-a").clock()).isEqualTo(drill.clock());
                assertThat(other.get("drill-a").changes(seq - 1, 1).get(0).at()).isEqualTo(now);
            }
        }
    }

    @Test
    void other_nodes_see_a_drill_come_its_clock_change_and_the_drill_go() {
        try (LocalSpaces other = Notes.node(database.dataSource())) {
            Space drill = drill("drill-a", 0);
            Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(other.find("drill-a"))
                    .isPresent());
            ask(drill, clock(START.plusSeconds(60), 600));
            Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(
                            other.get("drill-a").clock())
                    .isEqualTo(drill.clock()));
            String note = id(ask(other.get("drill-a"), create("来自另一节点", null)));
            Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(
                            drill.picture().find(Notes.TYPE, note))
                    .isPresent());
            node.remove("drill-a");
            Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(other.find("drill-a"))
                    .isEmpty());
        }
    }

    @Test
    void a_drill_and_its_clock_are_there_again_after_a_restart() {
        Space drill = drill("drill-a", 0);
        ask(drill, clock(START.plusSeconds(5), 60));
        SpaceClock clock = drill.clock();
        assertThat(clock.at()).isEqualTo(START.plusSeconds(5));
        assertThat(clock.rate()).isEqualTo(60);
        node.close();
        node = Notes.node(database.dataSource());
        assertThat(node.get("drill-a").clock()).isEqualTo(clock);
        assertThat(node.get("drill-a").title()).isEqualTo("演练");
    }

    @Test
    void what_happens_in_one_space_does_not_reach_another_and_a_removed_one_leaves_nothing() throws SQLException {
        ask(live, create("实战", "key"));
        List<Change> before = live.changes(0, 100);
        Space drill = drill("drill-a", 1);
        Answer mine = ask(drill, create("演练", "key"));
        assertThat(mine.replayed()).as("a key belongs to its space").isFalse();
        assertThat(node.lease("drill-a", "player")).isTrue();
        assertThat(live.changes(0, 100)).isEqualTo(before);
        node.remove("drill-a");
        assertThat(node.find("drill-a")).isEmpty();
        assertThat(live.changes(0, 100)).isEqualTo(before);
        try (Connection connection = database.dataSource().getConnection()) {
            for (String table : List.of("space", "change", "feature", "request", "lease")) {
                String column = table.equals("space") ? "id" : "space";
                assertThat(Jdbc.count(
                                connection, "SELECT count(*) FROM " + table + " WHERE " + column + " = ?", "drill-a"))
                        .as(table)
                        .isZero();
            }
        }
    }

    @Test
    void an_id_is_given_once_and_the_live_space_cannot_be_removed() {
        drill("drill-a", 0);
        assertThatThrownBy(() -> drill("drill-a", 0))
                .isInstanceOfSatisfying(
                        PictureException.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(409));
        assertThatThrownBy(() -> node.remove(Spaces.LIVE)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ask(live, clock(START, 0)).status()).isEqualTo(500);
        assertThat(live.clock().isReal()).isTrue();
    }

    @Test
    void one_node_holds_a_lease_until_it_lets_go_or_stops() {
        drill("drill-a", 0);
        LocalSpaces other = Notes.node(database.dataSource());
        assertThat(other.lease("drill-a", "player")).isTrue();
        assertThat(node.lease("drill-a", "player")).isFalse();
        assertThat(other.lease("drill-a", "player")).as("renewed").isTrue();
        assertThat(node.lease("drill-a", "timer")).as("another name").isTrue();
        other.release("drill-a", "player");
        assertThat(node.lease("drill-a", "player")).isTrue();
        node.release("drill-a", "player");
        assertThat(other.lease("drill-a", "player")).isTrue();
        other.close();
        assertThat(node.lease("drill-a", "player")).isTrue();
    }
}
