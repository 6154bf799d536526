package org.anlan.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the figures were taken on. */
public final class Machine {

    private Machine() {}

    /** One line: processor, cores, memory, system, Java. */
    public static String here() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %d GiB, Linux %s, Java %s",
                field("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Math.round(Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1048576.0),
                System.getProperty("os.version"),
                Runtime.version());
    }

    private static String field(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException unreadable) {
            return "0";
        }
    }
}
