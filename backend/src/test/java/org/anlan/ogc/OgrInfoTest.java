package org.anlan.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that knows nothing of us opens the service: GDAL's driver OAPIF. Without ogrinfo this fails. */
class OgrInfoTest {

    private static final Pattern LAYER = Pattern.compile("Layer name: (\\S+).*?Feature Count: (\\d+)", Pattern.DOTALL);

    private static TestServer server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.H2GIS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private String ogrinfo(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "ogrinfo",
                "-ro",
                "--config",
                "GDAL_HTTP_USERPWD",
                "admin:" + TestServer.PASSWORD,
                "OAPIF:" + server.base() + "/ogc/live"));
        command.addAll(List.of(arguments));
        File output = directory.resolve("output").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().put("NO_PROXY", "*");
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            throw new IllegalStateException("ogrinfo is needed: Debian package gdal-bin, see ./anlan test", missing);
        }
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).doesNotContain("ERROR");
        return said;
    }

    private static int matched(String question) {
        return server.admin()
                .get("/ogc/live/collections/" + question)
                .json()
                .get("numberMatched")
                .asInt();
    }

    @Test
    void it_finds_every_collection_and_layer_with_its_number_of_features() throws Exception {
        Map<String, Integer> expected = new TreeMap<>();
        server.admin().get("/ogc/live/collections").json().get("collections").forEach(each -> {
            String id = each.get("id").asString();
            expected.put(id, matched(id + "/items"));
        });
        assertThat(expected).containsKeys("villages", "areas", "gauges", "layer_rivers");
        assertThat(expected.get("villages")).isGreaterThan(400);
        Map<String, Integer> found = new TreeMap<>();
        Matcher layers = LAYER.matcher(ogrinfo("-so", "-al"));
        while (layers.find()) {
            found.put(layers.group(1), Integer.parseInt(layers.group(2)));
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void it_reads_every_feature_page_by_page_with_longitude_first() throws Exception {
        for (String collection : List.of("villages", "layer_rivers")) {
            String said = ogrinfo("-q", collection);
            assertThat(said.split("OGRFeature\\(", -1)).hasSize(1 + matched(collection + "/items"));
            assertThat(said).containsPattern("(POINT|LINESTRING) \\(114\\.\\d+ 35\\.\\d+");
        }
    }

    @Test
    void its_box_and_its_where_are_answered_by_the_server() throws Exception {
        String box = ogrinfo("-so", "-spat", "114.4", "35.6", "114.6", "35.7", "villages");
        assertThat(box).contains("Feature Count: " + matched("villages/items?bbox=114.4,35.6,114.6,35.7"));
        String where = ogrinfo("--debug", "on", "-so", "-where", "kind = 'detention'", "areas");
        assertThat(where)
                .contains("Feature Count: " + matched("areas/items?filter=kind+%3D+'detention'"))
                .doesNotContain("evaluated on client side")
                .containsPattern("areas/items\\?limit=\\d+&filter=");
    }
}
