package org.anlan.layer.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.anlan.layer.catalogue.Catalogue;
import org.anlan.layer.catalogue.CountyDefinition;
import org.anlan.layer.catalogue.GeometryKind;
import org.anlan.layer.catalogue.LayerDefinition;

/** Layer files as tests need them. */
public final class SampleFiles {

    public static final LayerDefinition LINES = new LayerDefinition(
            "lines", "线", "Lines", "lines.geojson", GeometryKind.LINE, List.of("name"), 0, 14, "示意", "test");

    private SampleFiles() {}

    public static Path write(Path directory, String... features) {
        return text(
                directory,
                "{\"type\":\"FeatureCollection\",\"note\":{\"a\":[1]},\"features\":[" + String.join(",\n", features)
                        + "]}");
    }

    public static Path text(Path directory, String text) {
        try {
            return Files.writeString(directory.resolve("lines.geojson"), text);
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    public static String feature(String id, String geometry) {
        return "{\"type\":\"Feature\",\"id\":\"%s\",\"properties\":{\"name\":\"%s 河\",\"order\":3,\"wide\":true,\"note\":null},\"geometry\":%s}"
                .formatted(id, id, geometry);
    }

    public static String line(String coordinates) {
        return "{\"type\":\"LineString\",\"coordinates\":" + coordinates + "}";
    }

    public static String good(String id) {
        return feature(id, line("[[114.5,35.6],[114.6,35.7]]"));
    }

    public static Catalogue catalogue(Path home) {
        CountyDefinition county = new CountyDefinition(
                "999999", "试县", "Test County", List.of(114.5, 35.6), List.of(114.0, 35.0, 115.0, 36.0), "x", "");
        return new Catalogue(home, county, List.of(LINES));
    }
}
