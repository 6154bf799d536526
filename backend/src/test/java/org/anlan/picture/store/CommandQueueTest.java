package org.anlan.picture.store;

import static org.anlan.picture.store.Notes.create;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.anlan.picture.Answer;
import org.anlan.picture.PictureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is let in to wait for the writer. The time is the test's. */
class CommandQueueTest {

    private static final Answer LATE =
            Answer.refused(PictureException.databaseAway().problem(), 0);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000); // it may run over
    private final CommandQueue queue = new CommandQueue(nanos::get);

    private boolean offer() {
        return queue.offer(create("note", null), new CompletableFuture<>());
    }

    private void pass(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    @ParameterizedTest
    @CsvSource({
        // wait already | for so long, ms | one more is let in
        "0, 9000, true",
        "1, 9000, true",
        "1024, 9000, true",
        "1025, 999, true",
        "1025, 1000, true",
        "1025, 1001, false",
        "5000, 900, true",
        "5000, 3000, false",
        "20000, 0, false",
    })
    void a_newcomer_is_refused_when_more_than_a_batch_waits_and_that_for_long(int waiting, long millis, boolean in) {
        for (int count = 0; count < waiting; count++) {
            assertThat(offer()).isTrue();
        }
        pass(millis);
        assertThat(offer()).isEqualTo(in);
    }

    @Test
    void once_a_batch_was_taken_there_is_room_again() throws InterruptedException {
        for (int count = 0; count < 1500; count++) {
            offer();
        }
        pass(1500);
        assertThat(offer()).isFalse();
        assertThat(queue.take()).hasSize(CommandQueue.MAX_BATCH);
        assertThat(offer()).isTrue();
    }

    @Test
    void who_waited_too_long_is_answered_and_the_others_go_on() throws InterruptedException {
        CompletableFuture<Answer> first = new CompletableFuture<>();
        CompletableFuture<Answer> second = new CompletableFuture<>();
        queue.offer(create("first", null), first);
        pass(6000);
        queue.offer(create("second", null), second);
        pass(4001);
        List<CommandQueue.Waiting> timely = queue.timely(queue.take(), LATE);
        assertThat(timely).singleElement().satisfies(item -> assertThat(item.answer())
                .isSameAs(second));
        assertThat(first).isCompletedWithValue(LATE);
    }
}
