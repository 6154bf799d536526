package org.anlan.layer.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static final Path REPOSITORY = Path.of("..");

    @TempDir
    private Path home;

    @BeforeEach
    void copy() throws IOException {
        Files.createDirectory(home.resolve("config"));
        for (String name : new String[] {"config/county.yaml", "config/layers.yaml"}) {
            Files.copy(REPOSITORY.resolve(name), home.resolve(name));
        }
    }

    @Test
    void the_shipped_catalogue_names_the_four_layers_and_files_that_are_there() {
        Catalogue catalogue = Catalogue.read(REPOSITORY, REPOSITORY.resolve("none"));
        assertThat(catalogue.layers())
                .extracting(LayerDefinition::id)
                .containsExactlyInAnyOrder("county", "towns", "rivers", "roads");
        assertThat(catalogue.layers())
                .allSatisfy(layer -> assertThat(catalogue.resolve(layer.file())).isRegularFile());
        assertThat(catalogue.county().bounds()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "county.yaml | code: \"410621\"     | code: \"41062\"         | six digits",
                "county.yaml | name-en:             | nam-en:                 | name-en",
                "county.yaml | 114.545, 35.672      | 114.545                 | centre needs 2 numbers",
                "county.yaml | 114.250, 35.440, 114 | 115.250, 35.440, 114    | west, south, east, north",
                "county.yaml | code:                | colour: blue\\n  code:  | colour",
                "layers.yaml | id: rivers           | id: county              | two layers have one id",
                "layers.yaml | id: rivers           | id: the rivers          | letters, digits",
                "layers.yaml | max-zoom: 13         | max-zoom: 30            | max-zoom",
                "layers.yaml | geometry: point      | geometry: dot           | dot",
                "layers.yaml | title: 河流          | titel: 河流             | no title",
                "layers.yaml | max-zoom: 13         | max-zom: 13             | max-zom",
            })
    void a_wrong_entry_stops_the_start_and_is_named(String file, String right, String wrong, String named)
            throws IOException {
        Path path = home.resolve("config").resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(right);
        Files.writeString(path, text.replaceFirst(java.util.regex.Pattern.quote(right), wrong.replace("\\n", "\n")));
        assertThatThrownBy(() -> Catalogue.read(home, home)).hasStackTraceContaining(named);
    }

    @Test
    void a_missing_file_is_named() throws IOException {
        Files.delete(home.resolve("config/county.yaml"));
        assertThatThrownBy(() -> Catalogue.read(home, home)).hasMessageContaining("county.yaml cannot be read");
    }
}
