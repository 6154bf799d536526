package org.anlan.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.PrecisionModel;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Reads a scenario's directory: {@code scenario.json} says what it is and which streams lie in which files,
 * {@code timeline.csv} and {@code places.csv} hold what happened, {@code injected.csv} what the exercise adds to it,
 * {@code steps.ndjson} the commands. A wrong row is refused with its reason, the others are kept.
 */
final class ScenarioReader {

    private static final GeometryFactory PLACES = new GeometryFactory(new PrecisionModel(), 4490);
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final Set<String> NUMBERS =
            Set.of("stageMetres", "flow", "lon", "lat", "speedMetresPerSecond", "headingDegrees", "accuracyMetres");

    private final Path directory;
    private final JsonMapper json = JsonMapper.shared();
    private final List<Scenario.Refused> refused = new ArrayList<>();
    private final List<Scenario.Row> rows = new ArrayList<>();
    private final Map<String, Point> places = new HashMap<>();
    private int injects;

    private ScenarioReader(Path directory) {
        this.directory = directory;
    }

    /** @throws IOException when the directory is no scenario at all */
    static Scenario read(Path directory) throws IOException {
        return new ScenarioReader(directory).read();
    }

    private Scenario read() throws IOException {
        JsonNode about = about();
        Instant from = time(about.path("from").asString());
        Instant to = time(about.path("to").asString());
        readPlaces();
        readTelling("timeline.csv", false);
        readTelling("injected.csv", true);
        readSteps();
        for (JsonNode stream : about.path("streams")) {
            readStream(stream);
        }
        rows.removeIf(row -> {
            boolean outside = row.at().isBefore(from) || row.at().isAfter(to);
            if (outside) {
                refuse(row.file(), row.line(), "时间不在演练期内: " + row.at(), "the time is outside the drill: " + row.at());
            }
            return outside;
        });
        rows.sort(Comparator.comparing(Scenario.Row::at));
        refused.sort(Comparator.comparing(Scenario.Refused::file).thenComparing(Scenario.Refused::row));
        return new Scenario(
                directory.getFileName().toString(),
                about.path("title").asString(),
                about.path("titleEn").asString(),
                about.path("description").asString(""),
                about.path("descriptionEn").asString(""),
                about.path("source").asString(""),
                from,
                to,
                about.path("rate").asDouble(600),
                rows,
                refused);
    }

    private JsonNode about() throws IOException {
        try {
            JsonNode about = json.readTree(Files.readString(directory.resolve("scenario.json")));
            for (String member : List.of("title", "titleEn", "from", "to")) {
                if (about.path(member).asString("").isBlank()) {
                    throw new IOException(directory + "/scenario.json has no " + member);
                }
            }
            return about;
        } catch (JacksonException | IllegalArgumentException problem) {
            throw new IOException(directory + "/scenario.json cannot be read: " + problem.getMessage(), problem);
        }
    }

    private void refuse(String file, int line, String zh, String en) {
        refused.add(new Scenario.Refused(file, line, zh, en));
    }

    private interface Line {
        void read(int number, Map<String, String> row);
    }

    private void lines(String file, Line reading) throws IOException {
        Path path = directory.resolve(file);
        if (!Files.exists(path)) {
            return;
        }
        int number = 1;
        CsvMapper csv = CsvMapper.builder().build();
        try (MappingIterator<Map<String, String>> all = csv.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(Files.readString(path))) {
            while (all.hasNextValue()) {
                number++;
                Map<String, String> row = all.nextValue();
                try {
                    reading.read(number, row);
                } catch (RuntimeException problem) {
                    refuse(file, number, "这一行不能用: " + problem.getMessage(), "unusable: " + problem.getMessage());
                }
            }
        } catch (JacksonException problem) {
            refuse(file, number + 1, "从这一行起不能读", "cannot be read from here on: " + problem.getOriginalMessage());
        }
    }

    private void readPlaces() throws IOException {
        lines(
                "places.csv",
                (number, row) -> places.put(
                        row.get("name"),
                        point(Double.parseDouble(row.get("lon")), Double.parseDouble(row.get("lat")))));
    }

    private static Point point(double lon, double lat) {
        if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
            throw new IllegalArgumentException("position " + lon + ", " + lat);
        }
        return PLACES.createPoint(new Coordinate(lon, lat));
    }

    /** A name may say more than the list of places: 新镇镇彭村 lies at 彭村; of several the longest counts. */
    private Point place(String name) {
        return places.entrySet().stream()
                .filter(place -> name.equals(place.getKey()) || name.endsWith(place.getKey()))
                .max(Comparator.comparingInt(place -> place.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(null);
    }

    private void readTelling(String file, boolean injected) throws IOException {
        lines(file, (number, row) -> {
            String told = row.get("time");
            boolean day = told.length() == 10;
            Instant at = day ? LocalDate.parse(told).atStartOfDay().toInstant(CHINA) : time(told);
            List<Instant> others = new ArrayList<>();
            for (String other : row.getOrDefault("alternative_times", "").split(";")) {
                if (!other.isBlank()) {
                    others.add(time(other));
                }
            }
            Inject inject = new Inject(
                    ++injects,
                    row.get("kind"),
                    row.get("place"),
                    row.get("event"),
                    row.get("confidence"),
                    at,
                    day ? "day" : "hour",
                    others,
                    injected,
                    row.getOrDefault("source", null));
            rows.add(new Scenario.Telling(at, file, number, inject, place(row.get("place"))));
        });
    }

    private void readSteps() throws IOException {
        Path path = directory.resolve("steps.ndjson");
        if (!Files.exists(path)) {
            return;
        }
        int number = 0;
        for (String line : Files.readAllLines(path)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                JsonNode step = json.readTree(line);
                rows.add(new Scenario.Step(
                        time(step.path("at").asString()),
                        "steps.ndjson",
                        number,
                        required(step, "collection"),
                        step.has("id") ? step.get("id").asString() : null,
                        required(step, "command"),
                        step.path("body").isMissingNode() ? json.createObjectNode() : step.get("body"),
                        step.get("geometry"),
                        step.has("as") ? step.get("as").asString() : null));
            } catch (RuntimeException problem) {
                refuse("steps.ndjson", number, "这一步不能用: " + problem.getMessage(), "unusable: " + problem.getMessage());
            }
        }
    }

    private static String required(JsonNode step, String member) {
        String text = step.path(member).asString("");
        if (text.isBlank()) {
            throw new IllegalArgumentException("no " + member);
        }
        return text;
    }

    private void readStream(JsonNode stream) throws IOException {
        String file = stream.path("file").asString();
        String timeField = stream.path("time").asString("time");
        lines(file, (number, row) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            stream.path("constants")
                    .properties()
                    .forEach(constant ->
                            fields.put(constant.getKey(), constant.getValue().asString()));
            stream.path("columns").properties().forEach(column -> {
                String text = row.get(column.getValue().asString());
                if (text != null && !text.isBlank()) {
                    fields.put(
                            column.getKey(), NUMBERS.contains(column.getKey()) ? (Object) Double.valueOf(text) : text);
                }
            });
            Instant at = time(String.valueOf(fields.get(timeField)));
            fields.put(timeField, at.toString());
            rows.add(new Scenario.Value(at, file, number, stream.path("stream").asString(), fields));
        });
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
