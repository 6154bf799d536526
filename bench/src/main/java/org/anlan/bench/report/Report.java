package org.anlan.bench.report;

import java.util.List;

/**
 * What a bench found.
 *
 * @param rows the table
 * @param notes sentences below it: how it was measured, what was proved, what to keep in mind; Markdown
 */
public record Report(List<Row> rows, List<String> notes) {

    public Report {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a report without a figure");
        }
    }
}
