package org.anlan.bench;

import java.util.List;
import org.anlan.bench.fanout.FanOutBench;

/** All benches in the order of the document. */
final class Benches {

    static final List<Bench> ALL = List.of(new FanOutBench());

    private Benches() {}

    /** Those named, in the order of the document; all when none is named. */
    static List<Bench> named(List<String> names) {
        List<String> known = ALL.stream().map(Bench::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(
                    "没有 " + name + "  there is no bench " + name + ", only: " + String.join(" ", known));
        });
        return ALL.stream()
                .filter(bench -> names.isEmpty() || names.contains(bench.name()))
                .toList();
    }
}
