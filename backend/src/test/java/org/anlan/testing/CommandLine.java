package org.anlan.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./anlan} as an operator or cron calls it: with these variables of ours and no other. */
public final class CommandLine {

    private static final Path SCRIPT = Path.of("..", "anlan").toAbsolutePath().normalize();

    private CommandLine() {}

    /** What it printed, and how it ended. */
    public record Outcome(int code, String output) {}

    /** @param input what is typed */
    public static Outcome run(Map<String, String> variables, String input, String... arguments)
            throws IOException, InterruptedException {
        File output = File.createTempFile("anlan-command-", ".log");
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString());
        builder.command().addAll(List.of(arguments));
        builder.redirectErrorStream(true).redirectOutput(output);
        builder.environment().keySet().removeIf(name -> name.startsWith("ANLAN_"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
        } catch (IOException ended) {
            // it asked nothing
        }
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("./anlan does not end: " + Files.readString(output.toPath()));
        }
        String printed = Files.readString(output.toPath());
        Files.delete(output.toPath());
        return new Outcome(process.exitValue(), printed);
    }
}
