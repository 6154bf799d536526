package org.anlan.bench.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.anlan.bench.Context;
import org.anlan.bench.process.Child;

/** {@link RawCommits} on the embedded database, in a process of its own, with a real fsync after each commit. */
public final class H2Commits {

    /** First argument of the process. */
    public static final String WORD = "h2-commits";

    private static final String SYNC = "CHECKPOINT SYNC";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private H2Commits() {}

    /** Arguments: the word, callers, milliseconds. Prints rate and p99. */
    public static void main(String[] args) throws Exception {
        String url = "jdbc:h2:file:" + Path.of("raw").toAbsolutePath() + ";WRITE_DELAY=0;MODE=PostgreSQL";
        Duration length = Duration.ofMillis(Long.parseLong(args[2]));
        RawCommits.Source source = () -> DriverManager.getConnection(url, "sa", "");
        Throughput found = RawCommits.run(source, Integer.parseInt(args[1]), length, SYNC);
        System.out.println(found.perSecond() + " " + found.p99Millis());
        System.exit(0);
    }

    static Throughput run(Context context, int callers, Duration length) throws Exception {
        List<String> command = Child.java("-jar", context.benchJar(), WORD, callers, length.toMillis());
        try (Child child = Child.start("h2", context.directory("h2"), Map.of(), command)) {
            child.awaitEnd(LIMIT);
            String[] words = child.output().strip().split("\\s+");
            return new Throughput(
                    Double.parseDouble(words[words.length - 2]), Double.parseDouble(words[words.length - 1]));
        }
    }
}
