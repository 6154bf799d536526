package org.anlan.layer.store;

import static org.anlan.layer.store.SampleFiles.feature;
import static org.anlan.layer.store.SampleFiles.good;
import static org.anlan.layer.store.SampleFiles.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.anlan.layer.catalogue.GeometryKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LayerFileTest {

    @TempDir
    private Path directory;

    private LayerFile file(Path path) {
        return new LayerFile(path, GeometryKind.LINE, new JsonMapper());
    }

    @Test
    void every_property_of_a_good_row_is_kept() throws IOException {
        LayerRow row =
                file(SampleFiles.write(directory, good("a"))).read().rows().get(0);
        assertThat(row.id()).isEqualTo("a");
        assertThat(row.row()).isEqualTo(1);
        assertThat(row.geometry().toText()).isEqualTo("LINESTRING (114.5 35.6, 114.6 35.7)");
        assertThat(row.properties())
                .containsEntry("name", "a 河")
                .containsEntry("order", 3)
                .containsEntry("wide", true)
                .containsEntry("note", null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null                                                                 | there is no geometry",
                "{\"type\":\"Point\",\"coordinates\":[114.5,35.6]}                    | not what the layer consists of: line",
                "{\"type\":\"GeometryCollection\",\"geometries\":[]}                  | not what the layer consists of",
                "{\"type\":\"LineString\",\"coordinates\":[[114.5,35.6]]}             | no geometry",
                "{\"type\":\"LineString\",\"coordinates\":[[114.5],[114.6,35.7]]}     | no geometry",
                "{\"type\":\"LineString\",\"coordinates\":[]}                         | no geometry",
                "{\"type\":\"LineString\",\"coordinates\":[[35.6,114.5],[35.7,114.6]]}| longitude and latitude are swapped, longitude comes first: 35.6, 114.5",
                "{\"type\":\"LineString\",\"coordinates\":[[114.5,35.6],[114.5,35.6]]}| invalid geometry",
            })
    void a_bad_row_is_refused_with_its_number_and_reason_and_the_good_ones_stay(String geometry, String reason)
            throws IOException {
        var content = file(SampleFiles.write(directory, good("a"), feature("bad", geometry), good("c")))
                .read();
        assertThat(content.rows()).extracting(LayerRow::id).containsExactly("a", "c");
        assertThat(content.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.row()).isEqualTo(2);
            assertThat(refusal.id()).isEqualTo("bad");
            assertThat(refusal.reasonEn()).contains(reason);
            assertThat(refusal.reason()).isNotBlank();
        });
    }

    @Test
    void an_id_counts_once_and_a_row_without_one_is_named_by_its_number() throws IOException {
        String nameless = "{\"type\":\"Feature\",\"geometry\":" + line("[[114.5,35.6],[114.6,35.7]]") + "}";
        var content = file(SampleFiles.write(
                        directory, good("a"), good("a"), nameless, feature("x".repeat(65), "null")))
                .read();
        assertThat(content.rows()).extracting(LayerRow::id).containsExactly("a", "row-3");
        assertThat(content.refusals())
                .extracting(Refusal::reasonEn)
                .containsExactly("the id a occurs twice", "the id has more than 64 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"FeatureCollection\"}", "[]", "{}", "{\"features\":{}}"})
    void a_file_without_features_is_refused_as_a_whole(String text) {
        assertThatThrownBy(() -> file(SampleFiles.text(directory, text)).read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lines.geojson");
    }

    @Test
    void a_missing_file_is_said_to_be_missing() {
        assertThatThrownBy(() -> file(directory.resolve("none")).hash()).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void the_hash_follows_the_content_and_the_kind() throws IOException {
        Path path = SampleFiles.write(directory, good("a"));
        String hash = file(path).hash();
        assertThat(hash).hasSize(64).isEqualTo(file(path).hash());
        assertThat(new LayerFile(path, GeometryKind.POINT, new JsonMapper()).hash())
                .isNotEqualTo(hash);
        assertThat(file(SampleFiles.write(directory, good("b"))).hash()).isNotEqualTo(hash);
    }
}
