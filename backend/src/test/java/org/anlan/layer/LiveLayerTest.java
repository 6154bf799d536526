package org.anlan.layer;

import static org.anlan.layer.store.SampleFiles.LINES;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.anlan.layer.catalogue.GeometryKind;
import org.anlan.layer.question.EditedIndex;
import org.anlan.layer.question.LocalPlane;
import org.anlan.layer.store.EditScript;
import org.anlan.layer.store.LayerEdits;
import org.anlan.layer.store.LayerLoader;
import org.anlan.layer.store.LayerStore;
import org.anlan.layer.store.SampleFiles;
import org.anlan.layer.tile.TileAddress;
import org.anlan.layer.tile.Tiles;
import org.anlan.picture.Durability;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** A node's layer that lives through edits beside one that is read from the database anew. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LiveLayerTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String LAYER = LINES.id();

    private final TestDatabase.Opened database;
    private final LayerStore store;
    private final LayerEdits edits;

    @TempDir
    private Path home;

    LiveLayerTest(TestDatabase kind) {
        database = kind.open();
        store = new LayerStore(database.dataSource(), MAPPER, Clock.systemUTC());
        edits = new LayerEdits(database.dataSource(), new Durability(database.dataSource()), MAPPER, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void load(String... ids) {
        SampleFiles.write(
                home, java.util.Arrays.stream(ids).map(SampleFiles::good).toArray(String[]::new));
        new LayerLoader(SampleFiles.catalogue(home), store, MAPPER).load(LINES);
    }

    private LiveLayer live(Tiles tiles) {
        return new LiveLayer(LINES, store, edits, tiles);
    }

    private void catchUp(LiveLayer layer) {
        layer.catchUp(edits.numbers().get(LAYER));
    }

    /** Everything that can be asked of it, over the place where the script works. */
    private static List<Object> answers(LiveLayer layer, Tiles tiles) {
        List<Object> all = new ArrayList<>();
        for (int zoom : new int[] {8, 11, 13}) {
            int count = 1 << zoom;
            int fromX = (int) ((EditScript.WEST + 180) / 360 * count);
            int y = (int) (0.394 * count);
            for (int x = fromX; x <= fromX + count / 4000; x++) {
                for (int row = y - count / 1000; row <= y + count / 1000; row++) {
                    all.add(tiles.get(LAYER, new TileAddress(zoom, x, row)).etag(false));
                }
            }
        }
        EditedIndex index = layer.index();
        LocalPlane plane = LocalPlane.at(EditScript.WEST + 0.03, EditScript.SOUTH + 0.03);
        index.nearest(plane, 50).forEach(near -> all.add(index.row(near.feature()) + " " + near.metres()));
        for (int feature : index.within(plane, 2000)) {
            all.add(index.row(feature));
        }
        all.add(layer.count());
        all.add(layer.number());
        return all;
    }

    private void edit(EditScript shapes, Random random) {
        String id = (random.nextBoolean() ? "f" : "g") + random.nextInt(20);
        if (random.nextInt(3) > 0 || edits.find(LAYER, id).isEmpty()) {
            edits.put(LAYER, id, shapes.geometry(), shapes.properties(), "officer", null);
        } else {
            edits.remove(LAYER, id, "officer", null);
        }
    }

    @Test
    void whatever_is_edited_loaded_and_rebuilt_it_answers_as_one_read_anew() {
        long seed = 42;
        Random random = new Random(seed);
        EditScript shapes = new EditScript(GeometryKind.LINE, 0, random);
        load("f1", "f2", "f3", "f4", "f5");
        Tiles tiles = new Tiles();
        LiveLayer layer = live(tiles);
        for (int step = 0; step < 60; step++) {
            for (int edit = random.nextInt(4); edit >= 0; edit--) {
                edit(shapes, random);
            }
            if (random.nextInt(8) == 0) {
                load("f" + random.nextInt(20), "f30", "h" + step);
                edit(shapes, random);
            }
            if (random.nextInt(6) == 0) {
                layer.rebuild(); // from a base that is ahead of what this node has seen
            }
            catchUp(layer);
            Tiles anew = new Tiles();
            assertThat(answers(layer, tiles))
                    .as("seed " + seed + ", step " + step)
                    .isEqualTo(answers(live(anew), anew));
        }
    }

    @Test
    void it_is_rebuilt_and_first_asked_while_edits_go_on_and_misses_none() throws Exception {
        Random random = new Random(7);
        EditScript shapes = new EditScript(GeometryKind.LINE, 0, random);
        load("f1", "f2", "f3");
        Tiles tiles = new Tiles();
        LiveLayer layer = live(tiles);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<?> builder = pool.submit(() -> {
                while (!over.get()) {
                    layer.rebuild();
                }
            });
            Future<?> asker = pool.submit(() -> {
                while (!over.get()) {
                    answers(layer, tiles);
                }
            });
            for (int edit = 0; edit < 150; edit++) {
                edit(shapes, random);
                catchUp(layer);
                assertThat(layer.number()).isEqualTo(edits.numbers().get(LAYER).edit());
            }
            over.set(true);
            builder.get(30, TimeUnit.SECONDS);
            asker.get(30, TimeUnit.SECONDS);
        } finally {
            pool.shutdownNow();
        }
        Tiles anew = new Tiles();
        assertThat(answers(layer, tiles)).isEqualTo(answers(live(anew), anew));
    }

    @Test
    void a_long_list_of_edits_becomes_part_of_the_base() {
        load("f1");
        EditScript shapes = new EditScript(GeometryKind.LINE, 0, new Random(1));
        LiveLayer layer = live(new Tiles());
        for (int edit = 0; edit <= 256; edit++) {
            assertThat(layer.isGrown()).isFalse();
            edits.put(LAYER, "g" + edit % 3, shapes.geometry(), shapes.properties(), "officer", null);
            catchUp(layer);
        }
        assertThat(layer.isGrown()).isTrue();
        layer.rebuild();
        assertThat(layer.isGrown()).isFalse();
        assertThat(layer.count()).isEqualTo(4);
    }
}
