package org.anlan.bench.store;

import java.time.Duration;
import org.anlan.bench.load.Latencies;

/** Durable answers per second and how long each was waited for. */
record Throughput(double perSecond, double p99Millis) {

    static Throughput of(long[] nanos, Duration length) {
        return new Throughput(
                nanos.length * 1e9 / length.toNanos(), Latencies.of(nanos).p99());
    }
}
