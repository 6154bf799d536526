package org.anlan.picture.store;

import static org.anlan.picture.store.Notes.OFFICER;
import static org.anlan.picture.store.Notes.VIEWER;
import static org.anlan.picture.store.Notes.add;
import static org.anlan.picture.store.Notes.ask;
import static org.anlan.picture.store.Notes.create;
import static org.anlan.picture.store.Notes.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.anlan.picture.Answer;
import org.anlan.picture.Change;
import org.anlan.picture.Commit;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Call;
import org.anlan.picture.store.Notes.Note;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class PictureStoreTest {

    @Parameter
    TestDatabase kind;

    TestDatabase.Opened database;
    LocalSpaces node;
    Space space;

    @BeforeEach
    void open() {
        database = kind.open();
        node = Notes.node(database.dataSource());
        space = node.get(Spaces.LIVE);
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    @Test
    void a_command_is_answered_with_the_feature_and_stands_in_the_log() {
        Answer answer = ask(space, create("堤脚管涌", null));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.seq()).isEqualTo(1);
        assertThat(space.changes(0, 10)).singleElement().satisfies(change -> {
            assertThat(change.seq()).isEqualTo(1);
            assertThat(change.command()).isEqualTo("create");
            assertThat(change.actor()).isEqualTo(OFFICER.id());
            assertThat(change.feature().properties()).isEqualTo(new Note("堤脚管涌", 0));
            assertThat(change.feature().geometry()).isEqualTo(Notes.point(114.5, 35.6));
        });
        assertThat(space.picture().get(Notes.TYPE, id(answer)).version()).isEqualTo(1);
    }

    @Test
    void seq_has_no_gap_and_follows_commit_order_when_many_ask_at_once() {
        String counter = id(ask(space, create("counter", null)));
        List<Commit> heard = new ArrayList<>();
        space.listen(heard::add);
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int call = 0; call < 500; call++) {
            answers.add(space.submit(add(counter, 1, null)));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        assertThat(space.picture().get(Notes.TYPE, counter).properties().count())
                .isEqualTo(500);
        assertThat(space.changes(0, 1000).stream().map(Change::seq))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 501).boxed().toList());
        assertThat(heard.stream().flatMap(commit -> commit.changes().stream()).map(Change::seq))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, 501).boxed().toList());
        assertThat(heard).hasSizeLessThan(500);
    }

    @Test
    void the_same_key_gives_the_same_answer_also_in_one_batch_and_after_a_restart() {
        List<CompletableFuture<Answer>> twice =
                List.of(space.submit(create("once", "k-1")), space.submit(create("once", "k-1")));
        Answer first = twice.get(0).join();
        assertThat(twice.get(1).join().body()).isEqualTo(first.body());
        node.close();
        node = Notes.node(database.dataSource());
        Answer later = ask(node.get(Spaces.LIVE), create("once", "k-1"));
        assertThat(later.replayed()).isTrue();
        assertThat(later.body()).isEqualTo(first.body());
        assertThat(node.get(Spaces.LIVE).picture().seq()).isEqualTo(1);
    }

    @Test
    void a_refusal_is_repeated_too_and_another_body_under_the_key_is_refused() {
        Answer refused = ask(space, create(" ", "k-2"));
        assertThat(refused.problem().errors().get(0).field()).isEqualTo("properties.text");
        assertThat(ask(space, create(" ", "k-2")).problem()).isEqualTo(refused.problem());
        assertThat(ask(space, create("other", "k-2")).problem().code()).isEqualTo("idempotency-key");
        assertThat(space.picture().seq()).isZero();
    }

    @Test
    void a_stale_version_a_missing_feature_and_a_wrong_role_are_refused() {
        String note = id(ask(space, create("n", null)));
        ask(space, add(note, 1, null));
        var stale = Submission.of(Notes.ADD, new Call<>(note, null, new Note("", 1), 1L), OFFICER);
        assertThat(ask(space, stale).problem())
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(412))
                .satisfies(problem -> assertThat(problem.extra()).containsEntry("current", 2L));
        assertThat(ask(space, add("nowhere", 1, null)).status()).isEqualTo(404);
        var viewer = Submission.of(Notes.ADD, Call.on(note, new Note("", 1)), VIEWER);
        assertThat(ask(space, viewer).status()).isEqualTo(403);
        assertThat(space.picture().get(Notes.TYPE, note).version()).isEqualTo(2);
    }

    @Test
    void a_removed_feature_leaves_the_picture_but_not_the_history() {
        String note = id(ask(space, create("n", null)));
        ask(space, Submission.of(Notes.REMOVE, Call.on(note, new Note("", 0)), OFFICER));
        assertThat(space.picture().find(Notes.TYPE, note)).isEmpty();
        assertThat(space.history("notes", note).stream().map(Change::op)).containsExactly("put", "remove");
    }

    @Test
    void after_a_restart_the_picture_is_what_it_was() {
        String note = id(ask(space, create("n", null)));
        ask(space, add(note, 7, null));
        var before = space.picture().get(Notes.TYPE, note);
        node.close();
        node = Notes.node(database.dataSource());
        assertThat(node.get(Spaces.LIVE).picture().get(Notes.TYPE, note)).isEqualTo(before);
        assertThat(node.get(Spaces.LIVE).epoch()).isEqualTo(space.epoch());
    }

    @Test
    void two_nodes_on_one_database_decide_on_the_newest_picture() {
        String counter = id(ask(space, create("counter", null)));
        try (LocalSpaces second = Notes.node(database.dataSource())) {
            Space other = second.get(Spaces.LIVE);
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int call = 0; call < 200; call++) {
                answers.add((call % 2 == 0 ? space : other).submit(add(counter, 1, "k" + call)));
            }
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
            Answer last = ask(other, add(counter, 0, null));
            assertThat(last.seq()).isEqualTo(202);
            assertThat(other.picture().get(Notes.TYPE, counter).properties().count())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_refusal_is_never_given_from_a_picture_that_another_node_has_moved_on() {
        try (LocalSpaces second = Notes.node(database.dataSource())) {
            Space other = second.get(Spaces.LIVE);
            for (int round = 0; round < 20; round++) {
                String made = id(ask(space, create("made here " + round, null)));
                // The other node has not looked yet; without a key its "there is no such feature" would be stale.
                assertThat(ask(other, add(made, 1, null)).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void the_newest_picture_holds_what_another_node_has_just_written() {
        try (LocalSpaces second = Notes.node(database.dataSource())) {
            Space other = second.get(Spaces.LIVE);
            for (int round = 0; round < 20; round++) {
                String made = id(ask(space, create("made here " + round, null)));
                assertThat(other.newest().join().find(Notes.TYPE, made)).isPresent();
            }
        }
    }

    @Test
    void the_same_key_refused_on_two_nodes_at_once_is_the_same_refusal() {
        try (LocalSpaces second = Notes.node(database.dataSource())) {
            Space other = second.get(Spaces.LIVE);
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int round = 0; round < 100; round++) {
                answers.add(space.submit(add("nowhere", 1, "same-" + round)));
                answers.add(other.submit(add("nowhere", 1, "same-" + round)));
                CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                        .join();
            }
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(404));
        }
    }
}
