package org.anlan.picture.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.anlan.picture.Actor;
import org.anlan.picture.Answer;
import org.anlan.picture.Problem;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Decision;

/**
 * Commands that wait for the writer, bounded in number, in patience and in how long a newcomer would wait: what is too
 * much is refused at once, so that the rest is done in time. Any thread may offer; one takes.
 */
final class CommandQueue {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** As long as the first has waited, or longer, would one that comes now. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    static final int MAX_BATCH = 1024;
    private static final int MAX_WAITING = 20_000;

    /** A command and who waits for its answer. */
    record Waiting(Submission<?> submission, CompletableFuture<Answer> answer, long sinceNanos) {}

    private static final CommandType<Object> LOOK = CommandType.internal(
            "look",
            CommandType.CREATE,
            Object.class,
            (picture, context, call) -> Decision.refuse(Problem.of(409, "nothing", "没有变化", "nothing was changed")));

    private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
    private final LongSupplier nanos;

    /** @param nanos the time, as {@link System#nanoTime} */
    CommandQueue(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** False when too much waits. */
    boolean offer(Submission<?> submission, CompletableFuture<Answer> answer) {
        return !isBehind() && waiting.offer(new Waiting(submission, answer, nanos.getAsLong()));
    }

    /** Changes nothing: as it is refused, the writer first makes sure that it holds what every node has written. */
    static Submission<?> look() {
        return Submission.of(LOOK, Call.create(null, null), Actor.system("look"));
    }

    /** Lets the writer go round once, if it has nothing to do. */
    void wake() {
        if (waiting.isEmpty()) {
            offer(look(), new CompletableFuture<>());
        }
    }

    /** More waits than one batch takes, and for long: a writer that is only slow, with few waiting, is no reason. */
    private boolean isBehind() {
        Waiting first = waiting.peek();
        return first != null && waiting.size() > MAX_BATCH && hasWaited(first, LONGEST_WAIT);
    }

    private boolean hasWaited(Waiting item, Duration time) {
        return nanos.getAsLong() - item.sinceNanos() > time.toNanos();
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
        waiting.removeIf(item -> hasWaited(item, PATIENCE) && item.answer().complete(late));
    }

    /** Answers everything that waits. */
    void refuseAll(Answer refusal) {
        for (Waiting item = waiting.poll(); item != null; item = waiting.poll()) {
            item.answer().complete(refusal);
        }
    }

    /** Those that are still in time; the others are answered. */
    List<Waiting> timely(List<Waiting> batch, Answer late) {
        List<Waiting> timely = new ArrayList<>();
        for (Waiting item : batch) {
            if (hasWaited(item, PATIENCE)) {
                item.answer().complete(late);
            } else {
                timely.add(item);
            }
        }
        return timely;
    }
}
