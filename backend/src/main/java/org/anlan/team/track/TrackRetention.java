package org.anlan.team.track;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes positions that are older than they may be kept, by the clock of their space; once an hour on one node. */
public final class TrackRetention implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrackRetention.class);
    private static final String LEASE = "track-retention";

    private final TrackStore store;
    private final Positions positions;
    private final Spaces spaces;
    private final Duration kept;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "track-retention");
        thread.setDaemon(true);
        return thread;
    });

    /** @param kept zero for ever */
    public TrackRetention(TrackStore store, Positions positions, Spaces spaces, Duration kept) {
        this.store = store;
        this.positions = positions;
        this.spaces = spaces;
        this.kept = kept;
    }

    public void start() {
        if (!kept.isZero()) {
            timer.scheduleWithFixedDelay(this::purge, 7, 60, TimeUnit.MINUTES);
        }
    }

    /** How many positions were removed. */
    long purge() {
        long removed = 0;
        for (Space space : spaces.list()) {
            try {
                if (spaces.lease(space.id(), LEASE)) {
                    Instant end = space.clock().now().minus(kept);
                    long here = store.purge(space.id(), positions.teams(space), end);
                    removed += here;
                    if (here > 0) {
                        LOG.info("{}: {} positions before {} removed", space.id(), here, end);
                    }
                }
            } catch (RuntimeException problem) {
                LOG.warn("{}: old positions were not removed: {}", space.id(), Fault.brief(problem));
            }
        }
        return removed;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
