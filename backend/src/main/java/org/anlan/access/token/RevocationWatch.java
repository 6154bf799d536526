package org.anlan.access.token;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every two seconds what was revoked on other nodes or has expired, and once an hour removes what is long over. */
public class RevocationWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationWatch.class);
    private static final long POLL_SECONDS = 2;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "access-revocations");
        thread.setDaemon(true);
        return thread;
    });
    private boolean away;

    public RevocationWatch(Revocations revocations) {
        timer.scheduleWithFixedDelay(() -> attempt(revocations::poll), POLL_SECONDS, POLL_SECONDS, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(() -> attempt(revocations::purge), 1, 60, TimeUnit.MINUTES);
    }

    /** A database that is away is said once, not every two seconds. */
    private void attempt(Runnable work) {
        try {
            work.run();
            away = false;
        } catch (RuntimeException problem) {
            if (!away) {
                LOG.warn("cannot ask which credentials were revoked: {}", problem.toString());
            }
            away = true;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
