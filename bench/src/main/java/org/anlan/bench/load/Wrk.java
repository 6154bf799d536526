package org.anlan.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.anlan.bench.Context;
import org.anlan.bench.process.Child;

/** wrk, which asks for pages in turn over keep-alive connections from a process of its own. */
public final class Wrk {

    private static final Duration FINISH = Duration.ofSeconds(30);
    private static final String SCRIPT = """
            local calls, next = {}, 0
            function init()
              for path in io.lines("paths") do
                calls[#calls + 1] = wrk.format("GET", path, {
                  ["Accept-Encoding"] = "gzip", ["Authorization"] = "Bearer %s" })
              end
            end
            function request()
              next = next %% #calls + 1
              return calls[next]
            end
            function done(summary)
              local broken = summary.errors
              print(summary.requests / summary.duration * 1e6,
                broken.connect + broken.read + broken.write + broken.timeout + broken.status)
            end
            """;

    private final Path directory;
    private final int connections;

    public Wrk(Context context, List<String> paths, String token, int connections) throws IOException {
        this.directory = context.directory("wrk");
        this.connections = connections;
        Files.write(directory.resolve("paths"), paths);
        Files.writeString(directory.resolve("calls.lua"), SCRIPT.formatted(token));
    }

    /** Answers a second; one that is no 2xx, or a broken connection, is an error. */
    public double perSecond(String address, Duration length) throws Exception {
        List<String> command = List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + length.toSeconds() + "s",
                "--timeout",
                FINISH.toSeconds() + "s",
                "-s",
                "calls.lua",
                address);
        try (Child child = Child.start("wrk", directory, Map.of(), command)) {
            child.awaitEnd(length.plus(FINISH));
            String[] words = child.output().strip().split("\\s+");
            if (!words[words.length - 1].equals("0")) {
                throw new IllegalStateException("wrk met errors:\n" + child.output());
            }
            return Double.parseDouble(words[words.length - 2]);
        }
    }
}
