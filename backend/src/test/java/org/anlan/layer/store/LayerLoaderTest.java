package org.anlan.layer.store;

import static org.anlan.layer.store.SampleFiles.LINES;
import static org.anlan.layer.store.SampleFiles.feature;
import static org.anlan.layer.store.SampleFiles.good;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class LayerLoaderTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private Path home;

    private static LayerStore store(TestDatabase.Opened database) {
        return new LayerStore(database.dataSource(), MAPPER, Clock.systemUTC());
    }

    private LayerLoader loader(LayerStore store) {
        return new LayerLoader(SampleFiles.catalogue(home), store, MAPPER);
    }

    private static List<String> ids(LayerStore store) {
        return store.list("lines").stream().map(LayerRow::id).toList();
    }

    @ParameterizedTest
    @EnumSource
    void features_come_out_of_the_database_as_they_were_in_the_file(TestDatabase kind) throws Exception {
        try (var database = kind.open()) {
            Path file = SampleFiles.write(home, good("z"), good("a"));
            LayerStore store = store(database);
            loader(store).load(LINES);
            assertThat(store.list("lines"))
                    .isEqualTo(
                            new LayerFile(file, LINES.geometry(), MAPPER).read().rows());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_file_is_read_again_only_when_its_content_changed(TestDatabase kind) {
        try (var database = kind.open()) {
            LayerStore store = store(database);
            SampleFiles.write(home, good("a"), good("b"));
            assertThat(loader(store).load(LINES).read()).isTrue();
            assertThat(loader(store).load(LINES).read()).isFalse();
            SampleFiles.write(home, good("a"), good("b"));
            assertThat(loader(store).load(LINES).read()).isFalse();
            SampleFiles.write(home, good("b"), good("c"));
            assertThat(loader(store).load(LINES).read()).isTrue();
            assertThat(ids(store)).containsExactly("b", "c");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_refused_is_still_known_after_a_start_that_reads_nothing(TestDatabase kind) {
        try (var database = kind.open()) {
            LayerStore store = store(database);
            SampleFiles.write(home, good("a"), feature("bad", "null"), good("c"));
            loader(store).load(LINES);
            var second = loader(store).load(LINES);
            assertThat(second.read()).isFalse();
            assertThat(second.state().loaded()).isEqualTo(2);
            assertThat(second.state().refused()).isEqualTo(1);
            assertThat(second.state().refusals())
                    .containsExactly(new Refusal(2, "bad", "没有几何", "there is no geometry"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_broken_file_leaves_the_layer_as_it_was_and_says_so(TestDatabase kind) {
        try (var database = kind.open()) {
            LayerStore store = store(database);
            assertThat(loader(store).load(LINES).problem()).contains("there is no such file");
            SampleFiles.write(home, good("a"));
            assertThat(loader(store).load(LINES).problem()).isNull();
            SampleFiles.text(home, "{\"type\":\"FeatureCollection\",\"features\":[" + good("b") + ",{\"ty");
            var broken = loader(store).load(LINES);
            assertThat(broken.problem()).contains("lines.geojson");
            assertThat(broken.state().loaded()).isEqualTo(1);
            assertThat(ids(store)).containsExactly("a");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nodes_that_start_together_load_a_layer_once(TestDatabase kind) throws Exception {
        try (var database = kind.open()) {
            SampleFiles.write(
                    home, IntStream.range(0, 200).mapToObj(n -> good("f" + n)).toArray(String[]::new));
            LayerStore store = store(database);
            int nodes = 4;
            CyclicBarrier together = new CyclicBarrier(nodes);
            ExecutorService pool = Executors.newFixedThreadPool(nodes);
            try {
                var starts = IntStream.range(0, nodes)
                        .mapToObj(node -> pool.submit(() -> {
                            together.await(10, TimeUnit.SECONDS);
                            return loader(store).load(LINES).state().loaded();
                        }))
                        .toList();
                for (var start : starts) {
                    assertThat(start.get(30, TimeUnit.SECONDS)).isEqualTo(200);
                }
            } finally {
                pool.shutdownNow();
            }
            assertThat(ids(store)).hasSize(200);
        }
    }
}
