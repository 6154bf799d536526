package org.anlan.picture;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.anlan.picture.model.Picture;

/** One isolated picture with its own log, epoch and clock: {@code live} or a drill. */
public interface Space {

    String id();

    /** What people read. */
    String title();

    /** What is played in it, or null. */
    String scenario();

    /** Changes when the log was replaced by another (a restore); positions of another epoch mean nothing. */
    String epoch();

    /** The newest picture of this node; immutable, never waits. */
    Picture picture();

    /**
     * The picture with everything that any node had committed when this was called: for what must not be missed, such as
     * before saying that something is not there. Completes within milliseconds, or with a 503 {@link PictureException}.
     */
    CompletableFuture<Picture> newest();

    /**
     * The picture at a past space time: everything that had happened by then.
     *
     * @throws PictureException 503 when the database cannot be reached
     */
    Picture at(Instant time);

    /**
     * How the changes up to a space time lie in time.
     *
     * @throws PictureException 503 when the database cannot be reached
     */
    Timeline timeline(Instant to, int parts);

    /**
     * @param from when the first change was
     * @param counts changes in each of equal parts of the time
     */
    record Timeline(Instant from, Instant to, long[] counts) {}

    Head head();

    /** Rules and controllers ask this clock, never the system's. */
    SpaceClock clock();

    /**
     * Hands a command to the writer. The answer completes when it is durable, or with a 503 {@link Answer} when the
     * database cannot be reached: then nothing was changed, or the same Idempotency-Key will tell.
     */
    CompletableFuture<Answer> submit(Submission<?> submission);

    /** At most {@code limit} changes after {@code since}, from the database; throws a 503 problem when it cannot. */
    List<Change> changes(long since, int limit);

    /** Every version of one feature, oldest first. */
    List<Change> history(String collection, String id);

    /** Listeners are called on the writer's thread in commit order and must not block. */
    AutoCloseable listen(Listener listener);

    interface Listener {
        void committed(Commit commit);

        /** The log was replaced: everything sent so far is void. */
        default void reset(String why) {}
    }
}
