package org.anlan.layer.store;

import static org.anlan.layer.store.SampleFiles.LINES;
import static org.anlan.layer.store.SampleFiles.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.anlan.layer.store.LayerEdits.Numbers;
import org.anlan.picture.Durability;
import org.anlan.picture.PictureException;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class LayerEditsTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String LAYER = LINES.id();

    private final TestDatabase.Opened database;
    private final LayerStore store;
    private final LayerEdits edits;

    @TempDir
    private Path home;

    LayerEditsTest(TestDatabase kind) {
        database = kind.open();
        store = new LayerStore(database.dataSource(), MAPPER, Clock.systemUTC());
        edits = new LayerEdits(database.dataSource(), new Durability(database.dataSource()), MAPPER, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private LayerLoader.Outcome load(String... ids) {
        SampleFiles.write(
                home, java.util.Arrays.stream(ids).map(SampleFiles::good).toArray(String[]::new));
        return new LayerLoader(SampleFiles.catalogue(home), store, MAPPER).load(LINES);
    }

    private static Geometry line(double east) {
        return new GeometryFactory()
                .createLineString(new Coordinate[] {new Coordinate(114.5, 35.6), new Coordinate(east, 35.7)});
    }

    private LayerEdits.Done put(String id, Long expected) {
        return edits.put(LAYER, id, line(114.9), Map.of("name", "改 " + id), "officer", expected);
    }

    private List<String> rows() {
        return store.list(LAYER).stream()
                .map(row -> row.id() + " " + row.properties().get("name"))
                .toList();
    }

    private int refusal(Runnable edit) {
        return catchThrowableOfType(PictureException.class, edit::run).problem().status();
    }

    @Test
    void edited_features_come_after_the_others_in_the_order_of_the_edits() {
        load("a", "b", "c");
        assertThat(put("a", null).created()).isFalse();
        assertThat(put("d", null).created()).isTrue();
        edits.remove(LAYER, "c", "officer", null);
        put("b", null);
        assertThat(rows()).containsExactly("a 改 a", "d 改 d", "b 改 b");
        assertThat(store.list(LAYER)).extracting(LayerRow::row).containsExactly(1, 0, 2);
    }

    @Test
    void a_later_load_leaves_alone_what_was_edited_and_brings_back_nothing_that_was_removed() {
        load("a", "b", "c");
        put("a", null);
        put("new", null);
        edits.remove(LAYER, "b", "officer", null);
        var again = load("b", "a", "c", "e");
        assertThat(again.read()).isTrue();
        assertThat(again.state().loaded()).isEqualTo(2);
        assertThat(again.state().kept()).isEqualTo(2);
        assertThat(rows()).containsExactly("c c 河", "e e 河", "a 改 a", "new 改 new");
        load("x");
        assertThat(rows()).containsExactly("x x 河", "a 改 a", "new 改 new");
        edits.remove(LAYER, "a", "officer", null);
        assertThat(load("a", "b", "y").state().kept()).isEqualTo(2);
        assertThat(rows()).containsExactly("y y 河", "new 改 new");
        assertThat(load("a", "b", "y").state().kept())
                .as("also known when nothing is read")
                .isEqualTo(2);
    }

    @Test
    void the_edits_since_a_base_make_of_it_what_is_there_now() {
        load("a", "b", "c", "d");
        put("b", null);
        LayerBase base = store.base(LAYER);
        put("b", null);
        edits.remove(LAYER, "c", "officer", null);
        put("e", null);
        put("a", null);
        edits.remove(LAYER, "e", "officer", null);
        put("c", null);
        LayerBase now = store.base(LAYER);
        assertThat(now.loaded()).isEqualTo(base.loaded()).isPositive();
        Overlay overlay = Overlay.on(base).with(edits.since(LAYER, base.number(), now.number()));
        List<LayerRow> seen = new ArrayList<>();
        for (int row = 0; row < base.rows().size(); row++) {
            if (!overlay.hidden().get(row)) {
                seen.add(base.rows().get(row));
            }
        }
        seen.addAll(overlay.rows());
        assertThat(seen).isEqualTo(now.rows());
        assertThat(overlay.number()).isEqualTo(now.number());
        assertThat(overlay.count()).isEqualTo(now.rows().size());
    }

    @Test
    void who_read_an_older_version_is_told_so() {
        load("a", "b");
        long loaded = edits.find(LAYER, "a").orElseThrow().version();
        assertThat(loaded).isEqualTo(edits.numbers().get(LAYER).loaded());
        long first = put("a", loaded).version();
        assertThat(edits.find(LAYER, "a").orElseThrow().version()).isEqualTo(first);
        assertThat(refusal(() -> put("a", loaded))).isEqualTo(412);
        assertThat(refusal(() -> edits.remove(LAYER, "a", "officer", loaded))).isEqualTo(412);
        assertThat(refusal(() -> put("nobody", loaded))).isEqualTo(412);
        assertThat(refusal(() -> edits.remove(LAYER, "nobody", "officer", null)))
                .isEqualTo(404);
        assertThat(edits.numbers().get(LAYER))
                .as("a refused edit takes no number")
                .isEqualTo(new Numbers(first, loaded));
        load("a", "b", "c");
        assertThat(refusal(() -> put("b", loaded))).as("the file was read anew").isEqualTo(412);
        edits.remove(LAYER, "a", "officer", first);
    }

    @Test
    void who_edited_what_and_when_stays_written() {
        load("a");
        put("a", null);
        edits.remove(LAYER, "a", "other", null);
        assertThat(JdbcClient.create(database.dataSource())
                        .sql("SELECT actor FROM layer_edit WHERE layer = ? AND id = ? AND at IS NOT NULL ORDER BY edit")
                        .params(LAYER, "a")
                        .query(String.class)
                        .list())
                .containsExactly("officer", "other");
    }

    @Test
    void edits_at_the_same_time_have_numbers_without_a_gap() throws Exception {
        load("a");
        long before = edits.numbers().get(LAYER).edit();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Long> numbers = new ArrayList<>();
        try {
            List<Future<Long>> all = new ArrayList<>();
            for (int edit = 0; edit < 40; edit++) {
                String id = "f" + edit % 7;
                all.add(pool.submit(() -> put(id, null).version()));
            }
            for (Future<Long> one : all) {
                numbers.add(one.get(60, TimeUnit.SECONDS));
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(before + 1, before + 40).boxed().toList());
        assertThat(edits.since(LAYER, before, before + 40)).hasSize(40);
        assertThat(rows()).hasSize(8);
    }

    @Test
    void a_layer_whose_file_was_never_read_can_be_edited() {
        var outcome = new LayerLoader(SampleFiles.catalogue(home), store, MAPPER).load(LINES);
        assertThat(outcome.problem()).isNotNull();
        put("a", null);
        assertThat(rows()).containsExactly("a 改 a");
        SampleFiles.write(home, good("a"), good("b"));
        assertThat(new LayerLoader(SampleFiles.catalogue(home), store, MAPPER)
                        .load(LINES)
                        .state()
                        .kept())
                .isEqualTo(1);
        assertThat(rows()).containsExactly("b b 河", "a 改 a");
    }
}
