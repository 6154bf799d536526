package org.anlan.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;

/** Count and hash of a set of numbered texts, in whatever order they come: equal sets have equal fingerprints. */
public final class Fingerprint {

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong sum = new AtomicLong();

    public void add(long number, String text) {
        CRC32C crc = new CRC32C();
        crc.update((number + ":" + text).getBytes(StandardCharsets.UTF_8));
        count.incrementAndGet();
        sum.addAndGet(crc.getValue());
    }

    public long count() {
        return count.get();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && count.get() == that.count.get() && sum.get() == that.sum.get();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sum.get());
    }

    @Override
    public String toString() {
        return count + " (" + Long.toHexString(sum.get()) + ")";
    }
}
