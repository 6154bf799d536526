package org.anlan.webhook;

import static org.anlan.webhook.Receiver.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What another system gets, over real HTTP. */
class WebhookTest {

    private static final Receiver RECEIVER = new Receiver();
    private static final Map<TestDatabase, TestDatabase.Opened> DATABASES = new EnumMap<>(TestDatabase.class);
    private static final Map<TestDatabase, Sender> SENDERS = new EnumMap<>(TestDatabase.class);

    @BeforeAll
    static void start() {
        for (TestDatabase kind : TestDatabase.values()) {
            DATABASES.put(kind, kind.create());
            SENDERS.put(kind, Sender.on(DATABASES.get(kind), RECEIVER));
        }
    }

    @AfterAll
    static void stop() {
        SENDERS.values().forEach(Sender::close);
        DATABASES.values().forEach(TestDatabase.Opened::close);
        RECEIVER.close();
    }

    @BeforeEach
    void forget() {
        SENDERS.values().forEach(Sender::unsubscribe);
        RECEIVER.forget();
        RECEIVER.answers((path, number) -> 204);
    }

    @ParameterizedTest
    @EnumSource
    void changes_arrive_signed_in_order_and_as_the_role_may_see_them(TestDatabase kind) {
        Sender sender = SENDERS.get(kind);
        Sender.Made viewer = sender.subscribe(RECEIVER.url("/viewer"), "viewer");
        Sender.Made whole = sender.subscribe(RECEIVER.url("/whole"), "administrator");
        String open = sender.write("open");
        String hidden = sender.write("hidden", true);
        sender.edit(open, "now hidden", true);
        sender.edit(hidden, "now open", false);
        sender.remove(hidden);
        soon().until(() -> RECEIVER.seq("/viewer", viewer.seq()) == sender.head());
        soon().until(() -> RECEIVER.seq("/whole", whole.seq()) == sender.head());
        assertThat(RECEIVER.texts("/viewer"))
                .containsExactly("open", "- " + hidden, "- " + open, "now open", "- " + hidden);
        assertThat(RECEIVER.texts("/whole")).containsExactly("open", "hidden", "now hidden", "now open", "- " + hidden);
        assertThat(RECEIVER.tries("/viewer")).allSatisfy(one -> {
            assertThat(one.isSignedWith(viewer.secret())).isTrue();
            assertThat(one.isSignedWith(whole.secret())).isFalse();
            assertThat(one.text()).doesNotContain("13900001111").contains("\"space\":\"live\"");
            assertThat(Instant.ofEpochSecond(one.seconds()))
                    .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
        });
        assertThat(RECEIVER.tries("/whole"))
                .anySatisfy(one -> assertThat(one.text()).contains("13900001111"));
    }

    @ParameterizedTest
    @EnumSource
    void a_message_that_was_not_taken_comes_again_as_the_same_message_before_any_later_one(TestDatabase kind) {
        int[] answers = {500, Receiver.HANG_UP, 302};
        RECEIVER.answers((path, number) -> number < answers.length ? answers[number] : 204);
        Sender sender = SENDERS.get(kind);
        Sender.Made made = sender.subscribe(RECEIVER.url("/hook"), "viewer");
        sender.write("first");
        soon().until(() -> !RECEIVER.tries("/hook").isEmpty());
        sender.write("second");
        soon().until(() -> RECEIVER.seq("/hook", made.seq()) == sender.head());
        List<Receiver.Try> tries = RECEIVER.tries("/hook");
        assertThat(tries.subList(0, answers.length + 1)).allSatisfy(one -> {
            assertThat(one.id()).isEqualTo(tries.get(0).id()).doesNotContain(".");
            assertThat(one.text()).isEqualTo(tries.get(0).text());
            assertThat(one.isSignedWith(made.secret())).isTrue();
        });
        assertThat(RECEIVER.texts("/hook")).containsExactly("first", "second");
        assertThat(RECEIVER.all()).noneMatch(one -> one.path().equals("/elsewhere"));
        soon().until(() -> sender.state(made.id()).get("waiting").asLong() == 0);
        JsonNode state = sender.state(made.id());
        assertThat(state.get("tries").asInt()).isZero();
        assertThat(state.get("lastStatus").asInt()).isEqualTo(302);
        assertThat(state.get("lastSuccessAt").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_for_somebody_else_is_passed_over_and_the_numbers_still_join(TestDatabase kind) {
        Sender sender = SENDERS.get(kind);
        Sender.Made made = sender.subscribe(RECEIVER.url("/hook"), "viewer", "notes");
        sender.admin()
                .post(
                        "/api/live/teams",
                        Map.of("type", "Feature", "properties", Map.of("name", "一队", "kind", "rescue")));
        soon().until(() -> sender.state(made.id()).get("waiting").asLong() == 0);
        assertThat(RECEIVER.tries("/hook")).isEmpty();
        assertThat(sender.state(made.id()).get("seq").asLong()).isEqualTo(made.seq());
        sender.write("mine");
        soon().until(() -> RECEIVER.seq("/hook", made.seq()) == sender.head());
        assertThat(RECEIVER.texts("/hook")).containsExactly("mine");
    }

    @ParameterizedTest
    @EnumSource
    void who_answers_gone_is_paused_and_goes_on_where_it_was_when_resumed(TestDatabase kind) {
        RECEIVER.answers((path, number) -> 410);
        Sender sender = SENDERS.get(kind);
        Sender.Made made = sender.subscribe(RECEIVER.url("/hook"), "viewer");
        sender.write("one");
        soon().until(() -> sender.state(made.id()).get("pausedWhy").asString("").equals("gone"));
        sender.write("two");
        RECEIVER.answers((path, number) -> 200);
        assertThat(sender.admin()
                        .post("/api/webhooks/" + made.id() + "/resume", Map.of())
                        .status())
                .isEqualTo(204);
        soon().until(() -> RECEIVER.seq("/hook", made.seq()) == sender.head());
        assertThat(RECEIVER.texts("/hook")).containsExactly("one", "two");
    }

    @ParameterizedTest
    @EnumSource
    void a_receiver_that_does_not_answer_delays_neither_another_nor_the_writer(TestDatabase kind) {
        CountDownLatch end = new CountDownLatch(1);
        RECEIVER.answers((path, number) -> {
            if (path.equals("/slow")) {
                end.await();
            }
            return 204;
        });
        Sender sender = SENDERS.get(kind);
        Sender.Made slow = sender.subscribe(RECEIVER.url("/slow"), "viewer");
        Sender.Made quick = sender.subscribe(RECEIVER.url("/quick"), "viewer");
        for (int number = 0; number < 20; number++) {
            sender.write("note " + number);
        }
        soon().until(() -> RECEIVER.seq("/quick", quick.seq()) == sender.head());
        assertThat(RECEIVER.taken("/slow")).isEmpty();
        end.countDown();
        soon().until(() -> RECEIVER.seq("/slow", slow.seq()) == sender.head());
        assertThat(RECEIVER.texts("/slow")).hasSize(20);
    }

    @ParameterizedTest
    @EnumSource
    void nothing_leaves_a_drill(TestDatabase kind) {
        Sender sender = SENDERS.get(kind);
        Sender.Made made = sender.subscribe(RECEIVER.url("/hook"), "administrator");
        String drill = sender.admin()
                .post("/api/drills", Map.of("scenario", "2021-07", "rate", 3600))
                .json()
                .get("space")
                .asString();
        Map<String, Object> team = Map.of("name", "演练一队", "kind", "rescue");
        for (int number = 0; number < 10; number++) {
            HttpCaller.Reply reply =
                    sender.admin().post("/api/" + drill + "/teams", Map.of("type", "Feature", "properties", team));
            assertThat(reply.status()).isEqualTo(201);
        }
        sender.write("live again");
        soon().until(() -> RECEIVER.seq("/hook", made.seq()) == sender.head());
        assertThat(RECEIVER.texts("/hook")).containsExactly("live again");
        assertThat(RECEIVER.all()).allSatisfy(one -> assertThat(one.text())
                .contains("\"space\":\"live\"")
                .doesNotContain(drill)
                .doesNotContain("演练一队"));
    }
}
