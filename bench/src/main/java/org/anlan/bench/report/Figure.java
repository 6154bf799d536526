package org.anlan.bench.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * One measured value: the mean of its rounds, which are kept beside it.
 *
 * @param rounds in the order they were measured, at least one
 */
public record Figure(double[] rounds) {

    public Figure {
        if (rounds.length == 0 || !Arrays.stream(rounds).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a figure needs finite values: " + Arrays.toString(rounds));
        }
    }

    public static Figure of(double... rounds) {
        return new Figure(rounds);
    }

    public double value() {
        return DoubleStream.of(rounds).average().orElseThrow();
    }

    /** The mean and, when there are several, the rounds. */
    String text() {
        String mean = number(value());
        return rounds.length == 1
                ? mean
                : mean + DoubleStream.of(rounds).mapToObj(Figure::number).collect(Collectors.joining(", ", " (", ")"));
    }

    /** Three significant digits, thousands apart. */
    static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) || size >= 100) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3f", value);
    }
}
