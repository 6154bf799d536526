package org.anlan.layer.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.anlan.layer.catalogue.GeometryKind;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.EditScript;
import org.anlan.layer.store.LayerBase;
import org.anlan.layer.store.LayerChange;
import org.anlan.layer.store.LayerRow;
import org.anlan.layer.store.Overlay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** Tiles of an edited layer beside those of the same layer read anew. */
class EditedTilesTest {

    private static final int FEATURES = 400;

    private static LayerDefinition layer(GeometryKind kind) {
        List<String> names = List.of("name", "floors");
        return new LayerDefinition("things", "物", "Things", "x", kind, names, 0, 18, "示意", "test");
    }

    /** Every tile of some zooms over the features, and a little beyond. */
    private static List<TileAddress> tiles(int... zooms) {
        List<TileAddress> all = new ArrayList<>();
        for (int zoom : zooms) {
            int tiles = 1 << zoom;
            int fromX = (int) ((EditScript.WEST + 180) / 360 * tiles);
            int toX = (int) ((EditScript.WEST + EditScript.SIDE + 0.02 + 180) / 360 * tiles);
            int fromY = row(EditScript.SOUTH + EditScript.SIDE + 0.02, tiles);
            int toY = row(EditScript.SOUTH, tiles);
            for (int x = fromX; x <= toX; x++) {
                for (int y = fromY; y <= toY; y++) {
                    all.add(new TileAddress(zoom, x, y));
                }
            }
        }
        return all;
    }

    private static int row(double lat, int tiles) {
        return (int) ((0.5 - WebMercator.y(lat) / (2 * WebMercator.HALF)) * tiles);
    }

    @ParameterizedTest
    @CsvSource({"POLYGON, 1", "POLYGON, 2", "LINE, 3", "POINT, 4"})
    void after_any_edits_every_tile_is_the_one_of_the_layer_read_anew(GeometryKind kind, long seed) {
        Random random = new Random(seed);
        EditScript script = new EditScript(kind, FEATURES, random);
        LayerDefinition layer = layer(kind);
        Overlay overlay = Overlay.on(script.base());
        TileSource source = TileSource.of(layer, script.base(), overlay);
        for (int step = 0; step < 30; step++) {
            List<LayerChange> more = new ArrayList<>();
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                more.add(script.edit());
            }
            overlay = overlay.with(more);
            source = source.edited(overlay);
            LayerBase base = script.base();
            TileSource anew = TileSource.of(layer, base, Overlay.on(base));
            assertThat(overlay.count()).isEqualTo(base.rows().size());
            for (TileAddress tile : tiles(8, 11, 13, 15)) {
                assertThat(source.encode(tile))
                        .as("seed " + seed + ", step " + step + ", " + tile)
                        .isEqualTo(anew.encode(tile));
            }
            if (random.nextInt(5) == 0) {
                overlay = Overlay.on(base);
                source = source.rebased(anew);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_tile_with_the_same_number_is_the_same_and_few_numbers_change(GeometryKind kind) {
        long seed = 5 + kind.ordinal();
        EditScript script = new EditScript(kind, FEATURES, new Random(seed));
        Overlay overlay = Overlay.on(script.base());
        TileSource source = TileSource.of(layer(kind), script.base(), overlay);
        List<TileAddress> tiles = tiles(9, 14, 16);
        Map<TileAddress, byte[]> before = new HashMap<>();
        Map<TileAddress, Long> numbers = new HashMap<>();
        int changed = 0;
        int steps = 40;
        for (int step = 0; step < steps; step++) {
            for (TileAddress tile : tiles) {
                byte[] now = source.encode(tile);
                boolean same = numbers.getOrDefault(tile, -1L) == source.version(tile);
                if (same) {
                    assertThat(now)
                            .as("seed " + seed + ", step " + step + ", " + tile)
                            .isEqualTo(before.get(tile));
                } else if (step > 0) {
                    changed++;
                }
                before.put(tile, now);
                numbers.put(tile, source.version(tile));
            }
            overlay = overlay.with(List.of(script.edit()));
            source = source.edited(overlay);
        }
        assertThat(changed).isBetween(steps, steps * tiles.size() / 3);
    }

    @Test
    void what_lies_far_back_counts_as_everywhere_so_that_the_list_of_places_stays_short() {
        Touches touches = Touches.all(0);
        TileAddress tile = new TileAddress(14, 13400, 6446);
        WorldBox there = WorldBox.of(tile);
        WorldBox elsewhere = WorldBox.of(new TileAddress(14, 100, 100));
        touches = touches.with(List.of(new Touches.Touch(1, there)));
        for (long number = 2; number <= 1024; number++) {
            touches = touches.with(List.of(new Touches.Touch(number, elsewhere)));
            assertThat(touches.last(tile)).isEqualTo(1);
        }
        touches = touches.with(List.of(new Touches.Touch(1025, elsewhere)));
        assertThat(touches.last(tile)).isEqualTo(513);
        assertThat(touches.last(new TileAddress(14, 100, 100))).isEqualTo(1025);
    }

    private static LayerBase point(long number) {
        var place = new GeometryFactory().createPoint(new Coordinate(114.45, 35.65));
        Map<String, Object> properties = Map.of("floors", number);
        return new LayerBase(number, 0, List.of(new LayerRow("a", 1, number, place, properties)));
    }

    /** Readers that encode while edits happen: whoever asks after an edit was shown gets nothing older. */
    @Test
    void an_encoding_that_was_under_way_never_hides_an_edit() throws Exception {
        LayerDefinition layer = layer(GeometryKind.POINT);
        TileAddress tile = tiles(9).get(0);
        Tiles tiles = new Tiles();
        TileSource first = TileSource.of(layer, point(1), Overlay.on(point(1)));
        tiles.put(first);
        List<byte[]> expected = new ArrayList<>(List.of(new byte[0], first.encode(tile)));
        AtomicReference<Integer> shown = new AtomicReference<>(1);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        int edits = 3000;
        for (int number = 2; number <= edits; number++) {
            LayerBase base = point(number);
            expected.add(TileSource.of(layer, base, Overlay.on(base)).encode(tile));
        }
        try {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int reader = 0; reader < 4; reader++) {
                readers.add(pool.submit(() -> read(tiles, tile, expected, shown, over)));
            }
            Overlay overlay = Overlay.on(point(1));
            TileSource source = first;
            for (int number = 2; number <= edits; number++) {
                LayerRow row = point(number).rows().get(0);
                long before = overlay.rows().isEmpty()
                        ? point(1).rows().get(0).place()
                        : overlay.rows().get(0).place();
                overlay = overlay.with(List.of(new LayerChange(number, before, row)));
                source = source.edited(overlay);
                tiles.put(source);
                shown.set(number);
            }
            over.set(true);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get(30, TimeUnit.SECONDS)).isPositive();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(tiles.ready("things", tile).orElseThrow().plain()).isEqualTo(expected.get(edits));
    }

    /** How often it was read. */
    private static int read(
            Tiles tiles, TileAddress tile, List<byte[]> expected, AtomicReference<Integer> shown, AtomicBoolean over) {
        int times = 0;
        for (boolean last = false; !last; times++) {
            last = over.get();
            int least = shown.get();
            byte[] plain = tiles.get("things", tile).plain();
            int most = shown.get() + 1;
            boolean current = false;
            for (int number = least; number <= Math.min(most, expected.size() - 1); number++) {
                current |= java.util.Arrays.equals(plain, expected.get(number));
            }
            assertThat(current).as("between edits " + least + " and " + most).isTrue();
        }
        return times;
    }
}
