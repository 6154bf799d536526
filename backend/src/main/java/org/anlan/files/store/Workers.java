package org.anlan.files.store;

import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Threads for the database and for decoding images, few of the latter: each may take 250 MB and a core. */
final class Workers implements AutoCloseable {

    private static final int DATABASE_THREADS = 6;
    private static final int IMAGE_THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);

    private final Scheduler database = Schedulers.newBoundedElastic(DATABASE_THREADS, 10_000, "files-db", 60, true);
    private final Scheduler images = Schedulers.newBoundedElastic(IMAGE_THREADS, 200, "files-image", 60, true);

    <T> Mono<T> database(Callable<T> work) {
        return on(database, work);
    }

    <T> Mono<T> images(Callable<T> work) {
        return on(images, work);
    }

    private static <T> Mono<T> on(Scheduler scheduler, Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(scheduler)
                .onErrorMap(
                        RejectedExecutionException.class,
                        full -> new PictureException(
                                Problem.of(503, "busy", "同时上传的文件过多,请稍后再试", "too many files at once; try again shortly")
                                        .with("retryAfterSeconds", 5)));
    }

    @Override
    public void close() {
        database.dispose();
        images.dispose();
    }
}
