package org.anlan.picture.condition;

import java.sql.SQLException;
import java.time.Instant;
import org.anlan.picture.Head;
import org.anlan.picture.PictureException;
import org.anlan.picture.model.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one space may claim of the database. Any thread. */
public final class Condition {

    private static final Logger LOG = LoggerFactory.getLogger(Condition.class);

    private record Verified(Instant at, long nanos) {}

    private final Disk disk;
    private volatile Verified verified;
    private volatile boolean away;

    /** @param now real time, at which the space was read */
    public Condition(Disk disk, Instant now) {
        this.disk = disk;
        this.verified = new Verified(now, System.nanoTime());
    }

    /**
     * This node holds what the database had when it was asked. Which question was later is not told by the clock, which
     * may be set back.
     *
     * @param nanos the time of the question by {@link System#nanoTime}
     */
    public synchronized void verified(Instant asked, long nanos) {
        if (nanos - verified.nanos > 0) {
            verified = new Verified(asked, nanos);
        }
    }

    public void setAway(boolean cannotBeAsked) {
        away = cannotBeAsked;
    }

    public boolean isAway() {
        return away;
    }

    public boolean takesWrites() {
        return !away && !disk.isFull();
    }

    /** Whether a failure was the disk's. */
    public boolean isOfDisk(Throwable problem) {
        return disk.notes(problem);
    }

    /** A look at the database. */
    @FunctionalInterface
    public interface Reading<T> {
        T from() throws SQLException;
    }

    /**
     * Nobody waits for a connection to a database that is known to be away: the threads would be missing elsewhere.
     *
     * @throws PictureException 503
     */
    public <T> T read(Reading<T> reading) {
        if (away) {
            throw PictureException.databaseAway();
        }
        try {
            return reading.from();
        } catch (SQLException problem) {
            LOG.warn("the database could not be read: {}", Fault.brief(problem));
            throw PictureException.of(problem);
        }
    }

    /** Why nothing can be written now. */
    public PictureException refusal() {
        return disk.isFull() ? PictureException.diskFull() : PictureException.databaseAway();
    }

    public Head head(long seq) {
        Verified last = verified;
        Head.Database database = away ? Head.Database.AWAY : disk.isFull() ? Head.Database.FULL : Head.Database.ANSWERS;
        return new Head(seq, last.at, last.nanos, database);
    }
}
