package org.anlan.bench.map;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.anlan.bench.Bench;
import org.anlan.bench.Context;
import org.anlan.bench.Say;
import org.anlan.bench.Seed;
import org.anlan.bench.load.Latencies;
import org.anlan.bench.process.Postgres;
import org.anlan.bench.report.Report;
import org.anlan.bench.report.Row;
import org.anlan.layer.store.LayerBase;
import org.anlan.layer.store.Overlay;
import org.anlan.layer.tile.TileAddress;
import org.anlan.layer.tile.TileSource;
import org.anlan.layer.tile.Tiles;

/** Vector tiles of 300,000 buildings: made anew beside PostGIS, made before beside nginx. */
public final class TilesBench implements Bench {

    private static final int[] ZOOMS = {12, 14, 16};
    private static final int MOST_TILES = 1_000;
    private static final int GENERALISED_TO = 11;
    private static final double TIMES = 8;
    private static final double P99_MILLIS = 15;
    private static final double MOST_KILOBYTES = 300;
    private static final double COUNTS_APART = 0.001;
    private static final double KILOBYTE = 1000;
    private static final String POSTGIS = "PostGIS ST_AsMVT";

    private final List<Row> rows = new ArrayList<>();
    private final List<String> counts = new ArrayList<>();
    private Buildings buildings;
    private Tiles ours;

    @Override
    public String name() {
        return "tiles";
    }

    @Override
    public String title() {
        return "矢量瓦片";
    }

    @Override
    public String titleEn() {
        return "Vector tiles";
    }

    @Override
    public Report run(Context context) throws Exception {
        Seed seed = Seed.fresh();
        Random random = seed.random();
        buildings = Buildings.make(context);
        ours = tiles();
        EditedTiles edited = new EditedTiles(buildings, random, context);
        Latencies edits;
        try (Postgres.Base base = context.postgres().create();
                PostgisTiles theirs = new PostgisTiles(base.connect(), buildings)) {
            for (int zoom : ZOOMS) {
                List<TileAddress> some = TileAddresses.some(buildings.rows(), zoom, MOST_TILES, random);
                counts.add(sameCounts(zoom, some, theirs));
                uncached(some, theirs, context);
            }
            largest(theirs, random);
            edits = edited.measure(theirs);
        }
        ours = null; // the server about to be measured has its own
        rows.addAll(new CachedTiles(buildings, random).measure(context, edited, edits));
        return new Report(rows, notes(seed));
    }

    private Tiles tiles() {
        Tiles tiles = new Tiles();
        LayerBase base = LayerBase.of(buildings.rows());
        tiles.put(TileSource.of(buildings.layer(), base, Overlay.on(base)));
        return tiles;
    }

    private byte[] encoded(TileAddress address) {
        return ours.encode(buildings.layer().id(), address);
    }

    private String sameCounts(int zoom, List<TileAddress> some, PostgisTiles theirs) throws Exception {
        long mine = 0;
        long other = 0;
        for (TileAddress address : some) {
            mine += TileFeatures.count(encoded(address));
            other += TileFeatures.count(theirs.encode(address));
        }
        String found = String.format("z%d %,d and %,d in %,d tiles", zoom, mine, other, some.size());
        if (Math.abs(mine - other) > COUNTS_APART * other) {
            throw new IllegalStateException("the tiles do not hold the same features: " + found);
        }
        return found;
    }

    private void uncached(List<TileAddress> some, PostgisTiles theirs, Context context) throws Exception {
        int rounds = context.rounds();
        int zoom = some.get(0).z();
        double[][] found = new double[5][rounds];
        Timed.over(some, context.length(), address -> encoded(address).length); // the compilers' work
        for (int round = 0; round < rounds; round++) {
            Timed mine = Timed.over(some, context.length(), address -> encoded(address).length);
            Timed other = Timed.over(some, context.length(), address -> theirs.encode(address).length);
            found[0][round] = mine.perSecond();
            found[1][round] = other.perSecond();
            found[2][round] = mine.each().p99();
            found[3][round] = other.each().p99();
            found[4][round] = first(some).each().p99();
            Say.line(
                    "z%d: %.0f/s, p99 %.2f ms, compressed %.2f ms beside %.0f/s, %.2f ms",
                    zoom, mine.perSecond(), mine.each().p99(), found[4][round], other.perSecond(), found[3][round]);
        }
        rows.add(Row.of("uncached tiles z" + zoom, "1/s", found[0])
                .beside(POSTGIS, found[1])
                .wantedRatio("≥ 8 ×", ratio -> ratio >= TIMES));
        rows.add(Row.of("uncached tiles z" + zoom + ", p99", "ms", found[2])
                .beside(POSTGIS, found[3])
                .wanted("≤ 15 ms", value -> value <= P99_MILLIS));
        rows.add(Row.of("uncached tiles z" + zoom + ", compressed and hashed, p99", "ms", found[4])
                .beside(POSTGIS + ", plain", found[3]));
    }

    /** Each tile once from tiles that hold none yet. */
    private Timed first(List<TileAddress> some) throws Exception {
        Tiles empty = tiles();
        String layer = buildings.layer().id();
        return Timed.over(
                some, Duration.ZERO, address -> empty.get(layer, address).gzip().length);
    }

    /** Of all tiles of the zooms that are generalised. */
    private void largest(PostgisTiles theirs, Random random) throws Exception {
        TileAddress largest = null;
        int gzip = 0;
        for (int zoom = buildings.layer().minZoom(); zoom <= GENERALISED_TO; zoom++) {
            for (TileAddress address : TileAddresses.some(buildings.rows(), zoom, Integer.MAX_VALUE, random)) {
                gzip = Math.max(gzip, ours.get(buildings.layer().id(), address).gzip().length);
                if (largest == null || encoded(address).length > encoded(largest).length) {
                    largest = address;
                }
            }
        }
        rows.add(
                Row.of("largest tile of z ≤ 11 (z" + largest.z() + "), plain", "kB", encoded(largest).length / KILOBYTE)
                        .beside(POSTGIS + ", the same tile", theirs.encode(largest).length / KILOBYTE)
                        .wanted("≤ 300 kB", value -> value <= MOST_KILOBYTES));
        rows.add(Row.of("largest tile of z ≤ 11, gzip", "kB", gzip / KILOBYTE)
                .wanted("≤ 300 kB", value -> value <= MOST_KILOBYTES));
    }

    private List<String> notes(Seed seed) {
        return List.of(
                String.format(
                        "%,d made-up buildings. Uncached: one tile after another, the same tiles from one thread of one program:"
                                + " ours by the encoder in that program, PostGIS by a prepared statement over one connection, from"
                                + " geometries that lie in Web Mercator already, with a GiST index; neither compressed.",
                        buildings.rows().size()),
                "Compressed and hashed is what the first caller of a tile waits for: each tile once, from a cache that holds"
                        + " none; goals are for the encoder alone, like for like.",
                "Features in the tiles measured, ours and PostGIS's: " + String.join("; ", counts) + ". Seed "
                        + seed.number() + ".",
                "Cached: wrk, one thread, " + CachedTiles.CONNECTIONS + " keep-alive connections, in turns on both; the"
                        + " same gzip bytes from both, compared before. Ours checks a token for each request, nginx none."
                        + " Each tile was asked for again with its ETag: both answered 304.",
                "Edited: one building after another is moved by a metre and its tile fetched; ours over HTTP on the embedded"
                        + " database, fsync before the answer, PostGIS through one connection. Each tile was seen to change.");
    }
}
