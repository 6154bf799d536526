package org.anlan.team;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.PrecisionModel;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Teams from a CSV file with a header line; equipment reads {@code 冲锋舟:2:艘;救生衣:30:件}.
 *
 * @param bad rows that could not be taken
 */
record TeamFile(List<Row> rows, List<BadRow> bad) {

    /** @param base where the team is at home, or null */
    record Row(Point base, TeamInput input) {}

    /** @param row counted as a spreadsheet does, the header is 1 */
    record BadRow(int row, String reason) {}

    private static final GeometryFactory PLACES = new GeometryFactory(new PrecisionModel(), 4490);

    TeamFile {
        rows = List.copyOf(rows);
        bad = List.copyOf(bad);
    }

    /** @throws IOException when the file cannot be read at all */
    static TeamFile read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<BadRow> bad = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int line = 1;
        for (Map<String, String> cells : lines(file)) {
            line++;
            try {
                Row row = row(cells);
                if (seen.add(row.input().code())) {
                    rows.add(row);
                } else {
                    bad.add(new BadRow(
                            line,
                            "编号重复 / the code stands in the file twice: "
                                    + row.input().code()));
                }
            } catch (PictureException refusal) {
                bad.add(new BadRow(line, reason(refusal.problem())));
            } catch (RuntimeException problem) { // a cell that is no number or no word of ours
                bad.add(new BadRow(line, String.valueOf(problem.getMessage())));
            }
        }
        return new TeamFile(rows, bad);
    }

    private static List<Map<String, String>> lines(Path file) throws IOException {
        try (MappingIterator<Map<String, String>> lines = CsvMapper.builder()
                .build()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(Files.readString(file))) {
            return lines.readAll();
        }
    }

    private static Row row(Map<String, String> cells) {
        if (cell(cells, "code").isEmpty()) {
            throw new IllegalArgumentException("缺编号 / the code is missing");
        }
        TeamInput input = new TeamInput(
                cell(cells, "code"),
                cell(cells, "name"),
                Team.Kind.valueOf(cell(cells, "kind").toUpperCase(Locale.ROOT)),
                cell(cells, "town"),
                Integer.valueOf(cell(cells, "size")),
                null,
                null,
                equipment(cell(cells, "equipment")),
                Team.Basis.valueOf(cell(cells, "basis").toUpperCase(Locale.ROOT)));
        input.team(null, Instant.EPOCH);
        return new Row(base(cell(cells, "lon"), cell(cells, "lat")), input);
    }

    private static Point base(String lonText, String latText) {
        if (lonText.isEmpty() && latText.isEmpty()) {
            return null;
        }
        double lon = Double.parseDouble(lonText);
        double lat = Double.parseDouble(latText);
        if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
            throw new IllegalArgumentException("位置 / position " + lon + ", " + lat);
        }
        return PLACES.createPoint(new Coordinate(lon, lat));
    }

    private static List<Team.Equipment> equipment(String text) {
        return Arrays.stream(text.split(";"))
                .filter(thing -> !thing.isBlank())
                .map(thing -> {
                    String[] parts = thing.strip().split(":", 3);
                    if (parts.length < 2) {
                        throw new IllegalArgumentException("装备 / equipment \"" + thing + "\": 名称:数量:单位");
                    }
                    return new Team.Equipment(parts[0], Integer.parseInt(parts[1]), parts.length > 2 ? parts[2] : null);
                })
                .toList();
    }

    private static String cell(Map<String, String> cells, String column) {
        return cells.getOrDefault(column, "").strip();
    }

    private static String reason(Problem problem) {
        return String.join(
                "; ",
                problem.errors().stream()
                        .map(error -> error.field() + " = " + error.value() + ": "
                                + error.rule().zh() + " / " + error.rule().en())
                        .toList());
    }
}
