package org.anlan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What docs/protocol.md says is what the server does: its curl lines run in order, and no path is left out. */
class ProtocolDocTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "protocol.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern EXPECTED = Pattern.compile("#\\s*(\\d{3})(?:\\s*→\\s*(.*))?$");

    private static TestServer server;
    private static String text;

    /** @param keeps variable → member of the answer */
    private record Line(String command, int status, Map<String, String> keeps) {}

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(TestDatabase.H2GIS, "anlan.webhooks.allowed-hosts=127.0.0.1:9");
        text = Files.readString(DOCUMENT);
        BufferedImage photo = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(photo, "jpeg", directory.resolve("photo.jpg").toFile());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void every_curl_line_gets_the_status_written_behind_it() throws Exception {
        Map<String, String> variables = new HashMap<>();
        variables.put("BASE", server.base().toString());
        variables.put("ADMIN", "admin:" + TestServer.PASSWORD);
        List<String> wrong = new ArrayList<>();
        List<Line> lines = lines(text);
        for (Line line : lines) {
            Path body = directory.resolve("body");
            Files.deleteIfExists(body);
            int status = run(line.command(), body, variables);
            String answer = Files.exists(body) ? new String(Files.readAllBytes(body), StandardCharsets.UTF_8) : "";
            if (status != line.status()) {
                wrong.add(line.command() + "\n  expected " + line.status() + " but was " + status + " "
                        + answer.substring(0, Math.min(500, answer.length())));
                continue;
            }
            line.keeps().forEach((name, member) -> variables.put(name, member(answer, member)));
        }
        assertThat(wrong).isEmpty();
        assertThat(lines).hasSizeGreaterThan(40);
    }

    @Test
    void every_path_of_the_description_is_in_the_document() {
        JsonNode paths = server.anonymous().get("/v3/api-docs").json().get("paths");
        List<String> missing = new ArrayList<>();
        for (String path : paths.propertyNames()) {
            boolean command = path.matches("/api/\\{space}/[a-z-]+/\\{id}/[a-z-]+");
            boolean generic = path.matches("/api/\\{space}/[a-z-]+(/\\{id}(/history)?)?");
            String said = command ? "`" + path.substring(path.lastIndexOf('/') + 1) : path;
            if (!generic && !text.contains(said) && !text.contains(path)) {
                missing.add(path);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<Line> lines(String document) {
        List<Line> lines = new ArrayList<>();
        Matcher block = BLOCK.matcher(document);
        while (block.find()) {
            for (String command : block.group(1).replaceAll("\\\\\\n\\s*", "").split("\\n")) {
                Matcher expected = EXPECTED.matcher(command.strip());
                assertThat(expected.find()).as("a status behind: " + command).isTrue();
                Map<String, String> keeps = new HashMap<>();
                if (expected.group(2) != null) {
                    for (String keep : expected.group(2).split(",")) {
                        String[] pair = keep.split("=");
                        keeps.put(pair[0].strip(), pair[1].strip());
                    }
                }
                lines.add(new Line(
                        command.substring(0, expected.start()).strip(), Integer.parseInt(expected.group(1)), keeps));
            }
        }
        return lines;
    }

    private static String member(String answer, String member) {
        return JsonMapper.shared()
                .readTree(answer)
                .at("/" + member.replace('.', '/'))
                .asString();
    }

    /** The HTTP status; the answer's body goes to the file. */
    private static int run(String command, Path body, Map<String, String> variables)
            throws IOException, InterruptedException {
        assertThat(command).startsWith("curl ");
        String quiet = "curl -sS --noproxy '*' --max-time 60 -w '%{http_code}' -o '" + body + "' "
                + command.substring("curl ".length());
        Path errors = directory.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", quiet)
                .directory(directory.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(variables);
        Process curl = builder.start();
        String status = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(curl.waitFor(70, TimeUnit.SECONDS)).isTrue();
        assertThat(status).as(command + ": " + Files.readString(errors)).matches("\\d{3}");
        return Integer.parseInt(status);
    }
}
