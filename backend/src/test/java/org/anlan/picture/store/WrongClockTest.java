package org.anlan.picture.store;

import static org.anlan.picture.store.Notes.add;
import static org.anlan.picture.store.Notes.ask;
import static org.anlan.picture.store.Notes.create;
import static org.anlan.picture.store.Notes.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.anlan.picture.Change;
import org.anlan.picture.Head;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.testing.Hands;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody sets the clock of a server, or two servers differ by an hour. */
@ParameterizedClass
@EnumSource
class WrongClockTest {

    private static final List<Duration> JUMPS =
            List.of(Duration.ofHours(1), Duration.ZERO, Duration.ofHours(-1), Duration.ofDays(1), Duration.ofDays(-1));

    @Parameter
    TestDatabase kind;

    private TestDatabase.Opened database;
    private final Hands clock = new Hands();
    private LocalSpaces node;
    private Space space;

    @BeforeEach
    void open() {
        database = kind.open();
        node = Notes.node(database.dataSource(), clock);
        space = node.get(Spaces.LIVE);
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    private void requireTimesInOrder() {
        List<Change> log = space.changes(0, 1000);
        assertThat(log.stream().map(Change::at)).isSorted();
        assertThat(log.stream().map(Change::seq)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void however_the_clock_jumps_no_change_is_dated_before_the_one_that_came_before_it() {
        String counter = id(ask(space, create("counter", null)));
        for (Duration jump : JUMPS) {
            clock.set(jump);
            assertThat(ask(space, add(counter, 1, "jump " + jump)).status()).isEqualTo(200);
            assertThat(ask(space, add(counter, 1, "jump " + jump)).replayed()).isTrue();
        }
        assertThat(space.picture().get(Notes.TYPE, counter).properties().count())
                .isEqualTo(JUMPS.size());
        requireTimesInOrder();
    }

    @Test
    void however_the_clock_jumps_the_head_goes_on_being_verified_and_is_never_old() {
        for (Duration jump : JUMPS) {
            clock.set(jump);
            Instant before = space.head().verifiedAt();
            await().until(() -> !space.head().verifiedAt().equals(before));
            Instant next = space.head().verifiedAt();
            await().until(() -> space.head().verifiedAt().isAfter(next));
            Head head = space.head();
            assertThat(head.degraded()).isFalse();
            assertThat(head.age(System.nanoTime())).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        }
    }

    @Test
    void a_node_whose_clock_is_an_hour_ahead_takes_no_lease_that_another_holds_and_writes_in_order() {
        clock.set(Duration.ofHours(1));
        try (LocalSpaces right = Notes.node(database.dataSource())) {
            Space there = right.get(Spaces.LIVE);
            assertThat(right.lease(Spaces.LIVE, "task")).isTrue();
            assertThat(node.lease(Spaces.LIVE, "task")).isFalse();
            String counter = id(ask(space, create("counter", null)));
            await().until(() -> there.head().seq() == 1);
            for (int turn = 0; turn < 10; turn++) {
                assertThat(ask(turn % 2 == 0 ? there : space, add(counter, 1, null))
                                .status())
                        .isEqualTo(200);
            }
            requireTimesInOrder();
            right.release(Spaces.LIVE, "task");
            assertThat(node.lease(Spaces.LIVE, "task")).isTrue();
            assertThat(right.lease(Spaces.LIVE, "task")).isFalse();
        }
    }
}
