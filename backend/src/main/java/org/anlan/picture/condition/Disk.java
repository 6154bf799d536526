package org.anlan.picture.condition;

import java.time.Duration;
import org.anlan.picture.PictureException;
import org.anlan.picture.model.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database's disk takes what is written. Once it refused, nothing is tried but a write of our own every few
 * seconds: the embedded database closes itself at each failure, which readers notice. Any thread.
 */
public final class Disk {

    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);
    private static final Duration TRY_EACH = Duration.ofSeconds(3);

    private volatile boolean full;
    private volatile long refusedNanos;

    public boolean isFull() {
        return full;
    }

    /** Whether this failure was the disk's; it is full from then on. */
    public boolean notes(Throwable problem) {
        if (!PictureException.isOfDisk(problem)) {
            return false;
        }
        if (!full) {
            LOG.error("the disk of the database takes nothing more, it is probably full: {}", Fault.brief(problem));
        }
        refusedNanos = System.nanoTime();
        full = true;
        return true;
    }

    /** Whether it is time to try again. */
    public boolean isToBeTried() {
        return full && System.nanoTime() - refusedNanos > TRY_EACH.toNanos();
    }

    /** Something was written and is durable. */
    public void took() {
        if (full) {
            LOG.warn("the disk of the database takes what is written again");
        }
        full = false;
    }
}
