package org.anlan.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.anlan.bench.Bench;

/** docs/benchmarks.md: a head that people write and, below a line each, sections that the benches write. */
public final class BenchmarksFile {

    private static final Pattern SECTION = Pattern.compile("(?ms)^<!-- bench: (\\S+) -->\\n(.*?)(?=^<!-- bench: |\\z)");

    private final Path file;
    private final List<String> order;

    /** @param order names of all benches; sections follow it, whichever was measured last */
    public BenchmarksFile(Path file, List<String> order) {
        this.file = file;
        this.order = order;
    }

    /** Writes the section of one bench anew; head and other sections stay as they are. */
    public void replace(Bench bench, Report report, LocalDate date, String command, String machine) throws IOException {
        String text = Files.exists(file) ? Files.readString(file) : "";
        Matcher matcher = SECTION.matcher(text);
        Map<String, String> sections = new LinkedHashMap<>();
        int head = text.length();
        while (matcher.find()) {
            head = Math.min(head, matcher.start());
            sections.put(matcher.group(1), matcher.group(2));
        }
        sections.put(bench.name(), section(bench, report, date, command, machine));
        List<String> names = new ArrayList<>(order);
        sections.keySet().stream().filter(name -> !names.contains(name)).forEach(names::add);
        StringBuilder out = new StringBuilder(text.substring(0, head).stripTrailing()).append("\n\n");
        for (String name : names) {
            if (sections.containsKey(name)) {
                out.append("<!-- bench: ").append(name).append(" -->\n");
                out.append(sections.get(name).strip()).append("\n\n");
            }
        }
        Files.writeString(file, out.toString().strip() + "\n");
    }

    private static String section(Bench bench, Report report, LocalDate date, String command, String machine) {
        return "## " + bench.name() + " — " + bench.title() + " " + bench.titleEn() + "\n\n`" + command + "` on " + date
                + ", " + machine + "\n\n" + Table.markdown(report);
    }
}
