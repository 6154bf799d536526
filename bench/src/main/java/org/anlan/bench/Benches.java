package org.anlan.bench;

import java.util.List;
import org.anlan.bench.fanout.FanOutBench;
import org.anlan.bench.fanout.IdleMemoryBench;
import org.anlan.bench.fanout.PositionsBench;
import org.anlan.bench.fanout.ReconnectBench;
import org.anlan.bench.fanout.SlowReadersBench;
import org.anlan.bench.fanout.SoakBench;
import org.anlan.bench.map.SpatialBench;
import org.anlan.bench.map.TilesBench;
import org.anlan.bench.map.WallPaintBench;
import org.anlan.bench.nodes.KillsBench;
import org.anlan.bench.nodes.StartBench;
import org.anlan.bench.nodes.TwoNodesBench;
import org.anlan.bench.store.CommandsBench;
import org.anlan.bench.strain.OverloadBench;

/** All benches in the order of the document. */
final class Benches {

    static final List<Bench> ALL = List.of(
            new FanOutBench(),
            new IdleMemoryBench(),
            new CommandsBench(),
            new ReconnectBench(),
            new SlowReadersBench(),
            new PositionsBench(),
            new TilesBench(),
            new SpatialBench(),
            new WallPaintBench(),
            new StartBench(),
            new TwoNodesBench(),
            new KillsBench(),
            new OverloadBench(),
            new SoakBench());

    private Benches() {}

    /** Those named, in the order of the document; all but the longest when none is named. */
    static List<Bench> named(List<String> names) {
        List<String> known = ALL.stream().map(Bench::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(
                    "没有 " + name + "  there is no bench " + name + ", only: " + String.join(" ", known));
        });
        return ALL.stream()
                .filter(bench -> names.isEmpty() ? !bench.isByNameOnly() : names.contains(bench.name()))
                .toList();
    }
}
