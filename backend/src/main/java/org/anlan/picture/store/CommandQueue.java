package org.anlan.picture.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.anlan.picture.Answer;
import org.anlan.picture.Submission;

/** Commands that wait for the writer, bounded in number and in patience. Any thread may offer; one takes. */
final class CommandQueue {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MAX_BATCH = 1024;
    private static final int MAX_WAITING = 20_000;

    /** A command and who waits for its answer. */
    record Waiting(Submission<?> submission, CompletableFuture<Answer> answer, long expiresNanos) {
        boolean isLate() {
            return System.nanoTime() - expiresNanos > 0;
        }
    }

    private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MAX_WAITING);

    /** False when it is full. */
    boolean offer(Submission<?> submission, CompletableFuture<Answer> answer) {
        return waiting.offer(new Waiting(submission, answer, System.nanoTime() + PATIENCE.toNanos()));
    }

    /** What waits, in order; empty when nothing came for a tenth of a second. */
    List<Waiting> take() throws InterruptedException {
        Waiting first = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        List<Waiting> batch = new ArrayList<>();
        batch.add(first);
        waiting.drainTo(batch, MAX_BATCH - 1);
        return batch;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Answers those that waited too long. */
    void expire(Answer late) {
        waiting.removeIf(item -> item.isLate() && item.answer().complete(late));
    }

    /** Answers everything that waits. */
    void refuseAll(Answer refusal) {
        for (Waiting item = waiting.poll(); item != null; item = waiting.poll()) {
            item.answer().complete(refusal);
        }
    }

    /** Those that are still in time; the others are answered. */
    static List<Waiting> timely(List<Waiting> batch, Answer late) {
        List<Waiting> timely = new ArrayList<>();
        for (Waiting item : batch) {
            if (item.isLate()) {
                item.answer().complete(late);
            } else {
                timely.add(item);
            }
        }
        return timely;
    }
}
