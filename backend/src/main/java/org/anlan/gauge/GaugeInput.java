package org.anlan.gauge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.anlan.picture.model.Checks;

/**
 * Members of a definition as sent. On create {@code code} and {@code name} are needed; on edit a missing member stays as
 * it is.
 *
 * @param cleared numbers that shall be none from now on, since a missing one stays
 */
record GaugeInput(
        String code,
        String name,
        String river,
        Gauge.Kind kind,
        Boolean inCounty,
        Double warningStageMetres,
        Double guaranteeStageMetres,
        Double recordStageMetres,
        Double guaranteeFlow,
        Datum thresholdDatum,
        Datum readingDatum,
        List<Joint> conversions,
        Integer intervalMinutes,
        List<Figure> cleared) {

    /** A number that a gauge may have or not. */
    enum Figure {
        WARNING("warningStageMetres"),
        GUARANTEE("guaranteeStageMetres"),
        RECORD("recordStageMetres"),
        FLOW("guaranteeFlow");

        private final String member;

        Figure(String member) {
            this.member = member;
        }

        @JsonValue
        String member() {
            return member;
        }

        String field() {
            return "properties." + member;
        }
    }

    /** A {@link Conversion} as sent. */
    record Joint(Datum from, Datum to, Double offsetMetres, LocalDate validFrom, String confidence) {

        static Joint of(Conversion known) {
            return new Joint(known.from(), known.to(), known.offsetMetres(), known.validFrom(), known.confidence());
        }
    }

    private static final int WORD = 60;
    private static final int CONFIDENCE = 200;
    private static final int DEFAULT_INTERVAL_MINUTES = 60;
    private static final int MAX_INTERVAL_MINUTES = 44_640;
    private static final int MAX_CONVERSIONS = 50;
    private static final double MAX_OFFSET_METRES = 100;

    /** No river of this planet stands or flows beyond; metres and m³/s. */
    private static final double MAX_STAGE_METRES = 9_000;

    private static final double MAX_FLOW = 400_000;

    /**
     * The gauge these members make; says all that is wrong with them at once.
     *
     * @param old null for a new gauge
     */
    Gauge gauge(Gauge old) {
        Checks checks = new Checks();
        String checkedCode = old != null ? old.code() : code(checks);
        String checkedName =
                old != null && name == null ? old.name() : checks.requiredText("properties.name", name, WORD);
        String checkedRiver = old != null && river == null ? old.river() : checks.text("properties.river", river, WORD);
        Double warning =
                stage(checks, Figure.WARNING, warningStageMetres, old == null ? null : old.warningStageMetres());
        Double guarantee =
                stage(checks, Figure.GUARANTEE, guaranteeStageMetres, old == null ? null : old.guaranteeStageMetres());
        Double highest = stage(checks, Figure.RECORD, recordStageMetres, old == null ? null : old.recordStageMetres());
        mustNotFall(checks, warning, guarantee, highest);
        Double flow = within(checks, Figure.FLOW, guaranteeFlow, old == null ? null : old.guaranteeFlow(), 0, MAX_FLOW);
        List<Conversion> checkedConversions =
                conversions == null ? old == null ? List.of() : old.conversions() : conversions(checks);
        int interval = interval(checks, old);
        checks.done();
        return new Gauge(
                checkedCode,
                checkedName,
                checkedRiver,
                or(kind, old == null ? Gauge.Kind.RIVER : old.kind()),
                or(inCounty, old != null && old.inCounty()),
                warning,
                guarantee,
                highest,
                flow,
                or(thresholdDatum, old == null ? Datum.UNKNOWN : old.thresholdDatum()),
                or(readingDatum, old == null ? Datum.UNKNOWN : old.readingDatum()),
                checkedConversions,
                interval,
                old == null ? Gauge.State.MISSING : old.state(),
                old == null ? null : old.trend(),
                old == null ? null : old.quality(),
                old == null ? List.of() : old.flags(),
                old == null ? null : old.stateSince());
    }

    private String code(Checks checks) {
        if (code == null || !code.matches("[A-Za-z0-9-]{1,40}")) {
            checks.reject("properties.code", code, "须为 1–40 个字母、数字或连字符", "must be 1 to 40 letters, digits or hyphens");
        }
        return code;
    }

    private Double stage(Checks checks, Figure figure, Double asked, Double old) {
        return within(checks, figure, asked, old, -MAX_STAGE_METRES, MAX_STAGE_METRES);
    }

    private Double within(Checks checks, Figure figure, Double asked, Double old, double least, double most) {
        boolean clears = cleared != null && cleared.contains(figure);
        if (clears && asked != null) {
            checks.reject(figure.field(), asked, "不能既填写又清除", "cannot be given and cleared at once");
        }
        if (asked != null && !(asked >= least && asked <= most)) {
            String range = String.format(java.util.Locale.ROOT, "%.0f to %.0f", least, most);
            checks.reject(figure.field(), asked, "须在 " + range.replace("to", "至") + " 之间", "must be " + range);
        }
        return clears ? null : or(asked, old);
    }

    private static void mustNotFall(Checks checks, Double warning, Double guarantee, Double highest) {
        if (warning != null && guarantee != null && guarantee < warning) {
            checks.reject(
                    Figure.GUARANTEE.field(),
                    guarantee,
                    "保证水位不能低于警戒水位 " + warning,
                    "must not be below the warning stage " + warning);
        }
        Double below = guarantee != null ? guarantee : warning;
        if (below != null && highest != null && highest < below) {
            checks.reject(
                    Figure.RECORD.field(),
                    highest,
                    "历史最高水位不能低于警戒、保证水位 " + below,
                    "must not be below the warning and guarantee stages " + below);
        }
    }

    private int interval(Checks checks, Gauge old) {
        int minutes = or(intervalMinutes, old == null ? DEFAULT_INTERVAL_MINUTES : old.intervalMinutes());
        if (minutes < 1 || minutes > MAX_INTERVAL_MINUTES) {
            checks.reject(
                    "properties.intervalMinutes",
                    minutes,
                    "须为 1–" + MAX_INTERVAL_MINUTES + " 分钟",
                    "must be 1 to " + MAX_INTERVAL_MINUTES + " minutes");
        }
        return minutes;
    }

    private List<Conversion> conversions(Checks checks) {
        if (conversions.size() > MAX_CONVERSIONS || conversions.stream().anyMatch(Objects::isNull)) {
            checks.reject(
                    "properties.conversions",
                    conversions.size(),
                    "最多 " + MAX_CONVERSIONS + " 条,不能有空项",
                    "at most " + MAX_CONVERSIONS + " entries, none of them null");
            return List.of();
        }
        List<Conversion> all = new ArrayList<>();
        for (int index = 0; index < conversions.size(); index++) {
            Conversion one = conversion(checks, "properties.conversions[" + index + "].", conversions.get(index));
            if (one != null && all.stream().anyMatch(other -> isSameStep(one, other))) {
                checks.reject(
                        "properties.conversions[" + index + "].validFrom",
                        one.validFrom(),
                        "同一天已有这两个基面的换算",
                        "these two datums have a conversion from that day already");
            } else if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    private static boolean isSameStep(Conversion one, Conversion other) {
        boolean samePair = one.from() == other.from() && one.to() == other.to()
                || one.from() == other.to() && one.to() == other.from();
        return samePair && one.validFrom().equals(other.validFrom());
    }

    /** Null when something is wrong with it, which is noted. */
    private static Conversion conversion(Checks checks, String at, Joint in) {
        checks.required(at + "from", in.from());
        checks.required(at + "to", in.to());
        checks.required(at + "validFrom", in.validFrom());
        String confidence = checks.optionalText(at + "confidence", in.confidence(), CONFIDENCE);
        boolean known = in.from() != Datum.UNKNOWN && in.to() != Datum.UNKNOWN && in.from() != in.to();
        if (in.to() != null && !known) {
            checks.reject(at + "to", in.to().word(), "须为两个不同的已知基面", "the two datums must be known and different");
        }
        boolean near = in.offsetMetres() != null && Math.abs(in.offsetMetres()) < MAX_OFFSET_METRES;
        if (!near) {
            checks.reject(at + "offsetMetres", in.offsetMetres(), "须为 100 米以内的数", "must be a number within 100 m");
        }
        boolean whole = known && near && in.from() != null && in.to() != null && in.validFrom() != null;
        return whole ? new Conversion(in.from(), in.to(), in.offsetMetres(), in.validFrom(), confidence) : null;
    }

    private static <T> T or(T asked, T old) {
        return asked == null ? old : asked;
    }
}
