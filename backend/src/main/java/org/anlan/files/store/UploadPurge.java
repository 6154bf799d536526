package org.anlan.files.store;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes abandoned uploads once an hour; on every node, which does no harm. */
final class UploadPurge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UploadPurge.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "files-purge");
        thread.setDaemon(true);
        return thread;
    });

    UploadPurge(UploadService uploads) {
        timer.scheduleWithFixedDelay(() -> purge(uploads), 5, 60, TimeUnit.MINUTES);
    }

    private static void purge(UploadService uploads) {
        try {
            uploads.purge();
        } catch (RuntimeException problem) {
            LOG.warn("abandoned uploads were not removed: {}", problem.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
