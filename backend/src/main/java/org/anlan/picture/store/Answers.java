package org.anlan.picture.store;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.anlan.picture.Answer;
import org.anlan.picture.store.CommandQueue.Waiting;

/**
 * Gives the answers of a batch on a thread of their own: each leads the whole way back through the web, and meanwhile the
 * writer is at the next batch.
 */
final class Answers implements AutoCloseable {

    private final ExecutorService thread;

    Answers(String space) {
        this.thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "answers-" + space));
    }

    /** @param answers one for each that waits, in order */
    void give(List<Waiting> batch, List<Answer> answers) {
        try {
            thread.execute(() -> complete(batch, answers));
        } catch (RejectedExecutionException closed) {
            complete(batch, answers); // What was written must not be answered as if it had not been.
        }
    }

    private static void complete(List<Waiting> batch, List<Answer> answers) {
        for (int index = 0; index < batch.size(); index++) {
            batch.get(index).answer().complete(answers.get(index));
        }
    }

    /** Waits until all have been given. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(CommandQueue.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
