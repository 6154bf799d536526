package org.anlan.access.guard;

import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Threads for work that must not run on an event loop: the database, and password hashing with its own few threads. */
public final class Blocking implements AutoCloseable {

    private static final int DATABASE_THREADS = 6;

    /** One hash takes 19 MiB and some 50 ms of one core, so more at once gain nothing. */
    private static final int HASH_THREADS = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

    private final Scheduler database = Schedulers.newBoundedElastic(DATABASE_THREADS, 10_000, "access-db", 60, true);
    private final Scheduler hashing = Schedulers.newBoundedElastic(HASH_THREADS, 100, "access-hash", 60, true);

    /** For short database work; empty when the work gives null. */
    public <T> Mono<T> database(Callable<T> work) {
        return on(database, work);
    }

    /** For work that hashes a password. At most some 200 wait; more are refused with 503. */
    public <T> Mono<T> hashing(Callable<T> work) {
        return on(hashing, work);
    }

    private static <T> Mono<T> on(Scheduler scheduler, Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(scheduler)
                .onErrorMap(RejectedExecutionException.class, problem -> busy())
                .onErrorMap(Blocking::isOutage, problem -> outage());
    }

    private static boolean isOutage(Throwable problem) {
        return problem instanceof DataAccessResourceFailureException
                || problem instanceof TransientDataAccessException
                || problem instanceof CannotCreateTransactionException;
    }

    private static PictureException outage() {
        return new PictureException(
                Problem.of(503, "database", "数据库暂时不可用,请稍后再试", "the database cannot be reached; try again")
                        .with("retryAfterSeconds", 2));
    }

    private static PictureException busy() {
        return new PictureException(
                Problem.of(503, "busy", "登录请求过多,请稍后再试", "too many log-ins at once; try again shortly")
                        .with("retryAfterSeconds", 2));
    }

    @Override
    public void close() {
        database.dispose();
        hashing.dispose();
    }
}
