package org.anlan.webhook;

import static org.anlan.webhook.Receiver.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.ServerProcess;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Receivers that fail at random, and nodes that die. */
class WebhookFaultsTest {

    private static final long SEED = Long.getLong("anlan.webhook.seed", 20210722);

    @ParameterizedTest
    @EnumSource
    void whatever_fails_the_receiver_ends_with_the_picture_of_its_role(TestDatabase kind) {
        System.out.println("WebhookFaultsTest on " + kind + ": seed " + SEED);
        Random random = new Random(SEED);
        try (Receiver receiver = new Receiver();
                var database = kind.create()) {
            receiver.answers((path, number) ->
                    List.of(204, 500, 204, Receiver.HANG_UP, 200).get(Math.abs((int) (SEED + number)) % 5));
            Sender.Made made = null;
            List<String> notes = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                try (Sender sender = Sender.on(database, receiver)) {
                    made = made == null ? sender.subscribe(receiver.url("/hook"), "viewer", "notes") : made;
                    write(sender, random, notes);
                }
            }
            try (Sender sender = Sender.on(database, receiver)) {
                Sender.Made asked = made;
                soon().until(() -> sender.state(asked.id()).get("waiting").asLong() == 0);
                Map<String, JsonNode> folded = new TreeMap<>();
                receiver.fold("/hook", folded);
                assertThat(receiver.seq("/hook", made.seq())).isPositive();
                assertThat(folded).as("seed " + SEED).isEqualTo(seen(sender));
                assertThat(receiver.tries("/hook"))
                        .hasSizeGreaterThan(receiver.taken("/hook").size());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void after_a_restart_the_same_message_is_tried_and_the_log_goes_on_behind_it(TestDatabase kind) {
        try (Receiver receiver = new Receiver();
                var database = kind.create()) {
            receiver.answers((path, number) -> 500);
            Sender.Made made;
            try (Sender sender = Sender.on(database, receiver)) {
                made = sender.subscribe(receiver.url("/hook"), "viewer");
                sender.write("before");
                soon().until(() -> !receiver.tries("/hook").isEmpty());
                sender.write("while it failed");
            }
            int before = receiver.tries("/hook").size();
            receiver.answers((path, number) -> 200);
            try (Sender sender = Sender.on(database, receiver)) {
                sender.write("after");
                soon().until(() -> receiver.seq("/hook", made.seq()) == sender.head());
                List<Receiver.Try> tries = receiver.tries("/hook");
                assertThat(tries.get(before).id()).isEqualTo(tries.get(0).id());
                assertThat(tries.get(before).text()).isEqualTo(tries.get(0).text());
                assertThat(receiver.texts("/hook")).contains("before", "while it failed", "after");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void another_epoch_is_told_and_then_the_log_goes_on_from_there(TestDatabase kind) throws Exception {
        try (Receiver receiver = new Receiver();
                var database = kind.create()) {
            Sender.Made made;
            try (Sender sender = Sender.on(database, receiver)) {
                made = sender.subscribe(receiver.url("/hook"), "viewer");
            }
            try (var connection = database.dataSource().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("UPDATE space SET epoch = 'restored' WHERE id = 'live'");
            }
            try (Sender sender = Sender.on(database, receiver)) {
                soon().until(() -> !receiver.taken("/hook").isEmpty());
                JsonNode reset = receiver.taken("/hook").get(0);
                assertThat(reset.get("type").asString()).isEqualTo("reset");
                assertThat(reset.get("epoch").asString()).isEqualTo("restored");
                sender.write("afterwards");
                soon().until(() -> receiver.taken("/hook").size() > 1
                        && sender.state(made.id()).get("waiting").asLong() == 0);
                JsonNode next = receiver.taken("/hook").get(1);
                assertThat(next.get("from").asLong()).isEqualTo(reset.get("seq").asLong() + 1);
                assertThat(next.get("epoch").asString()).isEqualTo("restored");
            }
        }
    }

    private static void write(Sender sender, Random random, List<String> notes) {
        for (int step = 0; step < 40; step++) {
            String one = notes.isEmpty() ? null : notes.get(random.nextInt(notes.size()));
            switch (one == null ? 0 : random.nextInt(4)) {
                case 0, 1 -> notes.add(sender.write("note " + step, random.nextBoolean()));
                case 2 -> sender.edit(one, "edited " + step, random.nextBoolean());
                default -> {
                    sender.remove(one);
                    notes.remove(one);
                }
            }
        }
    }

    /** The notes as a program of role viewer reads them. */
    private static Map<String, JsonNode> seen(Sender sender) {
        String token = sender.admin()
                .post("/api/tokens", Map.of("name", "viewer", "role", "viewer", "validDays", 1))
                .json()
                .get("token")
                .asString();
        Map<String, JsonNode> seen = new TreeMap<>();
        sender.server()
                .bearer(token)
                .get("/api/live/notes?limit=5000")
                .json()
                .get("features")
                .forEach(note -> seen.put(Receiver.name(note), note));
        return seen;
    }

    @Test
    void when_the_node_that_sends_is_killed_another_goes_on_with_the_same_message() throws Exception {
        try (Receiver receiver = new Receiver();
                var database = TestDatabase.POSTGIS.create()) {
            receiver.answers((path, number) -> 500);
            String id;
            long seq;
            try (ServerProcess first = ServerProcess.start(database, receiver.setting())) {
                JsonNode made = first.admin()
                        .post("/api/webhooks", Map.of("title", "接收方", "url", receiver.url("/hook")))
                        .json();
                id = made.get("id").asString();
                seq = made.get("seq").asLong();
                team(first.admin(), "before");
                soon().until(() -> !receiver.tries("/hook").isEmpty());
                try (TestServer second = TestServer.on(database, receiver.setting())) {
                    first.kill();
                    first.awaitEnd();
                    int before = receiver.tries("/hook").size();
                    receiver.answers((path, number) -> 200);
                    team(second.admin(), "after");
                    soon().until(() -> receiver.seq("/hook", seq) == head(second.admin()));
                    List<Receiver.Try> tries = receiver.tries("/hook");
                    assertThat(tries.get(before).id()).isEqualTo(tries.get(0).id());
                    assertThat(tries.get(before).text()).isEqualTo(tries.get(0).text());
                    JsonNode state = second.admin().get("/api/webhooks").json().at("/webhooks/0");
                    assertThat(state.get("id").asString()).isEqualTo(id);
                }
            }
        }
    }

    @Test
    void while_two_nodes_run_one_of_them_sends() {
        try (Receiver receiver = new Receiver();
                var database = TestDatabase.POSTGIS.create();
                Sender first = Sender.on(database, receiver);
                Sender second = Sender.on(database, receiver)) {
            Sender.Made made = first.subscribe(receiver.url("/hook"), "viewer");
            for (int number = 0; number < 30; number++) {
                (number % 2 == 0 ? first : second).write("note " + number);
            }
            soon().until(() -> receiver.seq("/hook", made.seq()) == second.head());
            assertThat(receiver.tries("/hook")).hasSameSizeAs(receiver.taken("/hook"));
        }
    }

    private static void team(HttpCaller caller, String name) {
        Map<String, Object> team = Map.of("name", name, "kind", "rescue");
        assertThat(caller.post("/api/live/teams", Map.of("type", "Feature", "properties", team))
                        .status())
                .isEqualTo(201);
    }

    private static long head(HttpCaller caller) {
        return caller.get("/api/live/picture").json().get("seq").asLong();
    }
}
