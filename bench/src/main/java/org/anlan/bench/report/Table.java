package org.anlan.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A report as a table, for the terminal and for Markdown. */
public final class Table {

    private static final List<String> HEAD =
            List.of("what 项目", "unit", "ours 本系统", "baseline 对照", "its value", "ratio", "goal 目标", "");

    private Table() {}

    /** With columns that line up; wide characters count twice. */
    public static String text(Report report) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        report.rows().forEach(row -> lines.add(cells(row)));
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> width(line.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        String table = lines.stream()
                .map(line -> IntStream.range(0, widths.length)
                        .mapToObj(column -> line.get(column) + " ".repeat(widths[column] - width(line.get(column))))
                        .collect(Collectors.joining("  ", "    ", ""))
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
        return table + report.notes().stream().map(note -> "\n    · " + note).collect(Collectors.joining()) + "\n";
    }

    static String markdown(Report report) {
        StringBuilder out = new StringBuilder(line(HEAD));
        out.append("|---".repeat(HEAD.size())).append("|\n");
        report.rows().forEach(row -> out.append(line(cells(row))));
        out.append('\n');
        report.notes().forEach(note -> out.append("* ").append(note).append('\n'));
        return out.toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.what(),
                row.unit(),
                row.ours().text(),
                row.baseline() == null ? "–" : row.baseline(),
                row.theirs() == null ? "–" : row.theirs().text(),
                row.ratioText(),
                row.goal() == null ? "–" : row.goal(),
                row.reachedText());
    }

    private static int width(String text) {
        return text.codePoints().map(point -> point >= 0x2E80 ? 2 : 1).sum();
    }
}
