package org.anlan.picture;

import java.time.Duration;
import java.time.Instant;

/**
 * What this node knows of the log's end.
 *
 * @param seq the last change applied to this node's picture
 * @param verifiedAt real time at which this node last asked the database and held everything it had
 * @param verifiedNanos the same moment by {@link System#nanoTime}: an age must not jump with the server's clock
 * @param database what it does now; unless it answers, nothing can be written
 */
public record Head(long seq, Instant verifiedAt, long verifiedNanos, Database database) {

    /** What the database does. */
    public enum Database {
        ANSWERS,
        /** It cannot be asked; {@link #verifiedAt} then stays. */
        AWAY,
        /** It can be read, but its disk takes nothing more. */
        FULL
    }

    /** True while nothing can be written, or nobody knows whether the picture is still true. */
    public boolean degraded() {
        return database != Database.ANSWERS;
    }

    /** @throws PictureException 503 while nothing can be written */
    public void requireWritable() {
        switch (database) {
            case AWAY -> throw PictureException.databaseAway();
            case FULL -> throw PictureException.diskFull();
            case ANSWERS -> {}
        }
    }

    /** How long ago the head was verified, at a time of {@link System#nanoTime}. */
    public Duration age(long nanos) {
        return Duration.ofNanos(nanos - verifiedNanos);
    }
}
