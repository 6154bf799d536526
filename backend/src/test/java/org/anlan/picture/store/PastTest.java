package org.anlan.picture.store;

import static org.anlan.picture.store.Notes.OFFICER;
import static org.anlan.picture.store.Notes.add;
import static org.anlan.picture.store.Notes.ask;
import static org.anlan.picture.store.Notes.clock;
import static org.anlan.picture.store.Notes.create;
import static org.anlan.picture.store.Notes.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.anlan.picture.Change;
import org.anlan.picture.Space;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.Spaces;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;
import org.anlan.picture.store.Notes.Note;
import org.anlan.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The picture at a past time beside the slowest way to it: all changes from the first, put and removed in order. */
@ParameterizedClass
@EnumSource
class PastTest {

    private static final long SEED = 20210722;
    private static final Instant START = Instant.parse("2021-07-20T00:00:00Z");

    @Parameter
    TestDatabase kind;

    TestDatabase.Opened database;
    LocalSpaces node;
    Space drill;

    @BeforeEach
    void open() {
        database = kind.open();
        node = Notes.node(database.dataSource());
        drill = node.create(new Spaces.NewSpace("drill-a", "演练", "x", at(START), List.of()));
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    private static SpaceClock at(Instant time) {
        return new SpaceClock(time, START, 0);
    }

    private void live(Random random, int commands) {
        List<String> notes = new ArrayList<>();
        Instant now = START;
        for (int command = 0; command < commands; command++) {
            if (random.nextInt(3) > 0) {
                now = now.plusMillis(random.nextInt(5_000));
                ask(drill, clock(now, 0));
            }
            int what = random.nextInt(10);
            if (notes.isEmpty() || what < 4) {
                notes.add(id(ask(drill, create("n" + command, null))));
            } else if (what < 8) {
                ask(drill, add(notes.get(random.nextInt(notes.size())), 1, null));
            } else {
                String gone = notes.remove(random.nextInt(notes.size()));
                ask(drill, Submission.of(Notes.REMOVE, Call.on(gone, new Note("", 0)), OFFICER));
            }
        }
    }

    private static Map<String, Feature<?>> fold(List<Change> log, Instant time) {
        Map<String, Feature<?>> all = new HashMap<>();
        for (Change change : log) {
            if (!change.at().isAfter(time)) {
                if (change.isPut()) {
                    all.put(change.id(), change.feature());
                } else {
                    all.remove(change.id());
                }
            }
        }
        return all;
    }

    private static Map<String, Feature<?>> byId(Picture picture) {
        return picture.all().stream().collect(Collectors.toMap(Feature::id, feature -> feature));
    }

    @Test
    void at_any_time_it_is_the_fold_of_the_log_up_to_then_also_after_a_restart() {
        Random random = new Random(SEED);
        live(random, 150);
        List<Change> log = drill.changes(0, 1_000);
        for (int ask = 0; ask < 60; ask++) {
            if (ask == 30) {
                node.close();
                node = Notes.node(database.dataSource());
                drill = node.get("drill-a");
            }
            // Often exactly the time of a change, where an off-by-one would show.
            Instant time = random.nextBoolean()
                    ? log.get(random.nextInt(log.size())).at()
                    : START.plusMillis(random.nextInt(600_000) - 10_000);
            Picture picture = drill.at(time);
            assertThat(byId(picture)).as("seed " + SEED + ", time " + time).isEqualTo(fold(log, time));
        }
        assertThat(byId(drill.at(Instant.parse("2030-01-01T00:00:00Z")))).isEqualTo(byId(drill.picture()));
        assertThat(drill.at(START.minusSeconds(1)).all()).isEmpty();
    }

    @Test
    void it_begins_at_the_nearest_checkpoint() throws Exception {
        live(new Random(SEED), 70);
        Awaitility.await().untilAsserted(() -> assertThat(checkpoints()).isGreaterThanOrEqualTo(3));
        Map<String, Feature<?>> before = byId(drill.picture());
        Instant now = drill.picture().at();
        node.close();
        try (Connection connection = database.dataSource().getConnection()) {
            // Nobody may do this; here it shows that the log before the checkpoint is not read again.
            Jdbc.update(connection, "DELETE FROM change WHERE space = ? AND seq <= ?", "drill-a", 40L);
        }
        node = Notes.node(database.dataSource());
        drill = node.get("drill-a");
        assertThat(byId(drill.at(now))).isEqualTo(before);
    }

    private long checkpoints() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            return Jdbc.count(connection, "SELECT count(*) FROM checkpoint WHERE space = ?", "drill-a");
        }
    }

    @Test
    void the_timeline_counts_every_change_once() {
        live(new Random(SEED), 60);
        Space.Timeline timeline = drill.timeline(drill.clock().now(), 7);
        assertThat(java.util.Arrays.stream(timeline.counts()).sum())
                .isEqualTo(drill.picture().seq());
        assertThat(timeline.from()).isEqualTo(drill.changes(0, 1).get(0).at());
        assertThat(drill.timeline(START.minusSeconds(1), 3).counts()).containsOnly(0);
    }
}
