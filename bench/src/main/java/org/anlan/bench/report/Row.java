package org.anlan.bench.report;

import java.util.function.DoublePredicate;

/**
 * One line of a table.
 *
 * @param what what was measured, with its conditions
 * @param unit of both values
 * @param ours this server's value
 * @param baseline name of what stands beside it; null when nothing does
 * @param theirs the baseline's value in the same run; null when there is none
 * @param goal what was wanted, in words; null when nothing was
 * @param reached whether it was; null without a goal
 */
public record Row(String what, String unit, Figure ours, String baseline, Figure theirs, String goal, Boolean reached) {

    /** A value with nothing beside it. */
    public static Row of(String what, String unit, double... rounds) {
        return new Row(what, unit, Figure.of(rounds), null, null, null, null);
    }

    /** The same with a baseline beside it. */
    public Row beside(String name, double... rounds) {
        return new Row(what, unit, ours, name, Figure.of(rounds), goal, reached);
    }

    /** The same with a goal for the value itself. */
    public Row wanted(String words, DoublePredicate rule) {
        boolean now = rule.test(ours.value());
        return new Row(what, unit, ours, baseline, theirs, joined(words), also(now));
    }

    /** The same with a goal for the ratio, ours through the baseline's. */
    public Row wantedRatio(String words, DoublePredicate rule) {
        return new Row(what, unit, ours, baseline, theirs, joined(words), also(rule.test(ratio())));
    }

    private String joined(String words) {
        return goal == null ? words : goal + "; " + words;
    }

    private boolean also(boolean now) {
        return now && !Boolean.FALSE.equals(reached);
    }

    /** Ours through the baseline's; NaN without one. */
    double ratio() {
        return theirs == null ? Double.NaN : ours.value() / theirs.value();
    }

    String ratioText() {
        return theirs == null || theirs.value() == 0 ? "–" : Figure.number(ratio()) + " ×";
    }

    String reachedText() {
        return reached == null ? "–" : reached ? "✓" : "✗";
    }
}
