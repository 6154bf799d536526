package org.anlan.gauge.reading;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;
import org.anlan.gauge.Datum;
import org.anlan.gauge.Gauge;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;

/**
 * A reading as it is sent.
 *
 * @param gauge code of the station
 * @param datum of the stage; missing = the station's own
 */
record ReadingRow(
        String gauge, Instant time, Double stageMetres, Double flow, Datum datum, String source, String note) {

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final int MAX_SOURCE = 40;
    private static final int MAX_NOTE = 500;

    /** Stages of any river on earth, metres. */
    private static final double LOWEST = -20;

    private static final double HIGHEST = 6_000;

    /** So far beyond its thresholds no river of the plain comes: a slip of the hand, not a flood; metres. */
    private static final double BEYOND = 12;

    private static final double BELOW = 40;

    private static final double MOST_FLOW = 200_000;

    ReadingRow {
        // The table keeps milliseconds; a reading sent again with more digits is still the same.
        time = time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * @param station null when there is none of this code
     * @throws PictureException 422 naming the field that cannot be
     */
    Reading checked(Gauge station, Instant now) {
        if (gauge == null || station == null) {
            throw refuse("gauge", gauge, "没有这个测站编码", "there is no gauge of this code");
        }
        if (time == null) {
            throw refuse("time", null, "缺观测时间", "the time of the reading is missing");
        }
        if (time.isAfter(now.plus(AHEAD))) {
            throw refuse("time", time, "观测时间晚于现在 " + now, "the time is after now, " + now);
        }
        if (source == null || source.isBlank() || source.length() > MAX_SOURCE) {
            throw refuse("source", source, "来源须为 1–40 个字符", "a source has 1 to 40 characters");
        }
        if (note != null && note.length() > MAX_NOTE) {
            throw refuse("note", note.length(), "说明最多 500 字", "a note has at most 500 characters");
        }
        if (stageMetres == null && flow == null) {
            throw refuse("stageMetres", null, "水位、流量至少有一个", "a stage or a flow is needed");
        }
        if (flow != null && !(flow >= -MOST_FLOW && flow <= MOST_FLOW)) {
            throw refuse("flow", flow, "流量不可能(立方米/秒)", "no river flows like this, m³/s");
        }
        Datum own = datum == null ? station.readingDatum() : datum;
        if (stageMetres != null) {
            checkStage(station, own);
        }
        return new Reading(station.code(), time, source.strip(), stageMetres, flow, own, java.util.List.of(), note);
    }

    private void checkStage(Gauge station, Datum own) {
        if (!(stageMetres >= LOWEST && stageMetres <= HIGHEST)) {
            throw refuse("stageMetres", stageMetres, "水位不可能(米)", "no river stands there, metres");
        }
        OptionalDouble stage = station.inThresholdDatum(stageMetres, own, time);
        if (stage.isPresent() && station.highestThreshold().isPresent()) {
            double high = station.highestThreshold().getAsDouble() + BEYOND;
            double low = station.lowestThreshold().getAsDouble() - BELOW;
            if (stage.getAsDouble() > high || stage.getAsDouble() < low) {
                throw refuse(
                        "stageMetres",
                        stageMetres,
                        "水位不可能:该站应在 " + low + " 与 " + high + " 米之间,请核对基面和小数点",
                        "impossible here: between " + low + " and " + high + " m; check datum and decimal point");
            }
        }
    }

    private static PictureException refuse(String field, Object value, String zh, String en) {
        return new PictureException(Problem.field("reading", field, value, zh, en));
    }
}
