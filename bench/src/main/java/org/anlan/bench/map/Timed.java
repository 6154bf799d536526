package org.anlan.bench.map;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.anlan.bench.load.Latencies;

/** How many a second, one after another, and how long each took. */
record Timed(double perSecond, Latencies each) {

    /** What is measured. */
    @FunctionalInterface
    interface Work<T> {
        /** @return something that depends on the whole answer, so that no compiler leaves it out */
        long done(T item) throws Exception;
    }

    /** Goes through all items as often as the time allows, once at the least. */
    static <T> Timed over(List<T> items, Duration length, Work<T> work) throws Exception {
        LongStream.Builder nanos = LongStream.builder();
        long began = System.nanoTime();
        long end = began + length.toNanos();
        long before = began;
        long sum = 0;
        int count = 0;
        while (count < items.size() || before < end) {
            sum += work.done(items.get(count % items.size()));
            long now = System.nanoTime();
            nanos.add(now - before);
            before = now;
            count++;
        }
        if (sum == 0) {
            throw new IllegalStateException("every answer was empty");
        }
        return new Timed(
                count * 1e9 / (before - began), Latencies.of(nanos.build().toArray()));
    }
}
