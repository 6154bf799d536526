package org.anlan.gauge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.PrecisionModel;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Stations and their conversions from CSV files with a header line.
 *
 * @param bad rows that could not be taken
 */
record GaugeFile(List<Row> rows, List<BadRow> bad) {

    record Row(Point place, GaugeInput input) {}

    /** @param row line of the file, the header is 1 */
    record BadRow(String file, int row, String reason) {}

    private static final GeometryFactory PLACES = new GeometryFactory(new PrecisionModel(), 4490);

    /** @throws IOException when a file cannot be read at all */
    static GaugeFile read(Path stations, Path conversions) throws IOException {
        List<BadRow> bad = new ArrayList<>();
        Map<String, List<Conversion>> known = new java.util.HashMap<>();
        int line = 1;
        for (Map<String, String> row : lines(conversions)) {
            line++;
            try {
                known.computeIfAbsent(row.get("stcd"), any -> new ArrayList<>())
                        .add(new Conversion(
                                Datum.of(row.get("from")),
                                Datum.of(row.get("to")),
                                Double.parseDouble(row.get("offset_m")),
                                LocalDate.parse(row.get("valid_from")),
                                row.get("confidence")));
            } catch (RuntimeException problem) {
                bad.add(new BadRow(conversions.toString(), line, String.valueOf(problem.getMessage())));
            }
        }
        List<Row> rows = new ArrayList<>();
        line = 1;
        for (Map<String, String> row : lines(stations)) {
            line++;
            try {
                rows.add(row(row, known.getOrDefault(row.get("stcd"), List.of())));
            } catch (RuntimeException problem) {
                bad.add(new BadRow(stations.toString(), line, String.valueOf(problem.getMessage())));
            }
        }
        return new GaugeFile(rows, bad);
    }

    static List<Map<String, String>> lines(Path file) throws IOException {
        CsvMapper csv = CsvMapper.builder().build();
        try (MappingIterator<Map<String, String>> lines = csv.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(Files.readString(file))) {
            return lines.readAll();
        }
    }

    private static Row row(Map<String, String> row, List<Conversion> conversions) {
        double lon = Double.parseDouble(row.get("lon"));
        double lat = Double.parseDouble(row.get("lat"));
        if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
            throw new IllegalArgumentException("position " + lon + ", " + lat);
        }
        Gauge.Kind kind = row.get("type").equals("RR") ? Gauge.Kind.RESERVOIR : Gauge.Kind.RIVER;
        String interval = row.getOrDefault("interval_minutes", "");
        GaugeInput input = new GaugeInput(
                row.get("stcd"),
                row.get("name"),
                row.get("river"),
                kind,
                row.get("in_county").equals("1"),
                number(row.get("warn_stage_m")),
                number(row.get("guarantee_stage_m")),
                number(row.get("record_stage_m")),
                number(row.get("guarantee_flow_m3s")),
                Datum.of(row.get("threshold_datum")),
                Datum.of(row.get("reading_datum")),
                conversions.stream().map(GaugeInput.Joint::of).toList(),
                interval.isBlank() ? null : Integer.valueOf(interval),
                List.of());
        input.gauge(null);
        return new Row(PLACES.createPoint(new Coordinate(lon, lat)), input);
    }

    private static Double number(String text) {
        return text == null || text.isBlank() ? null : Double.valueOf(text);
    }
}
