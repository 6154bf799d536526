package org.anlan.gauge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.anlan.gauge.reading.Reading;

/** Gauges and the flood of July 2021 for tests. */
public final class GaugeFixtures {

    private static final Path MAP_DATA = Path.of("../map-data");

    private GaugeFixtures() {}

    /** A river gauge with all thresholds, hourly. */
    public static Gauge gauge(Datum thresholds, Datum readings) {
        return new Gauge(
                "31003700",
                "淇门",
                "卫河",
                Gauge.Kind.RIVER,
                true,
                64.10,
                66.40,
                68.50,
                400.0,
                thresholds,
                readings,
                List.of(new Conversion(Datum.FROZEN, Datum.NATIONAL_1985, -0.67, LocalDate.parse("2021-01-01"), "M")),
                60,
                Gauge.State.MISSING,
                null,
                null,
                List.of(),
                null);
    }

    public static Map<String, Gauge> county() {
        try {
            Map<String, Gauge> gauges = new TreeMap<>();
            GaugeFile.read(MAP_DATA.resolve("gauges/stations.csv"), MAP_DATA.resolve("gauges/datum_conversions.csv"))
                    .rows()
                    .forEach(row -> gauges.put(row.input().code(), row.input().gauge(null)));
            return gauges;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** The stages of July 2021 by station, oldest first. */
    public static Map<String, List<Reading>> flood() {
        Map<String, Gauge> county = county();
        Map<String, List<Reading>> series = new TreeMap<>();
        try {
            for (Map<String, String> row : GaugeFile.lines(MAP_DATA.resolve("scenarios/2021-07/hydrograph.csv"))) {
                if (row.get("stage_m_reported_datum").isBlank()) {
                    continue;
                }
                series.computeIfAbsent(row.get("stcd"), any -> new ArrayList<>())
                        .add(new Reading(
                                row.get("stcd"),
                                OffsetDateTime.parse(row.get("time_bj")).toInstant(),
                                "import",
                                Double.valueOf(row.get("stage_m_reported_datum")),
                                null,
                                county.get(row.get("stcd")).readingDatum(),
                                List.of(),
                                null));
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        series.values().forEach(readings -> readings.sort(Comparator.comparing(Reading::at)));
        return series;
    }
}
