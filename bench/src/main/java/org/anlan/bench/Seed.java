package org.anlan.bench;

import java.util.Random;

/** Chance that can be had again: BENCH_SEED names the number, which is printed. */
public record Seed(long number) {

    /** That of the environment, else a fresh one; printed. */
    public static Seed fresh() {
        String given = System.getenv("BENCH_SEED");
        Seed seed = new Seed(given == null ? System.nanoTime() : Long.parseLong(given));
        Say.line("BENCH_SEED=%d", seed.number);
        return seed;
    }

    public Random random() {
        return new Random(number);
    }
}
