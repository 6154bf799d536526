package org.anlan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.anlan.bench.process.Postgres;

/**
 * What a bench is given.
 *
 * @param home the repository: map-data, config, the jars under target
 * @param work directory for data and logs of the servers under measurement; emptied at the start
 * @param quick true to try everything in short: figures are then not to be relied on
 * @param minutes how long a bench that lasts is to last, 0 = as it thinks best
 * @param postgres the private cluster of this run, with fsync on
 */
public record Context(Path home, Path work, boolean quick, int minutes, Postgres postgres) {

    /** How often each side is measured, in turns. */
    public int rounds() {
        return quick ? 1 : 2;
    }

    /** The usual length of one measurement. */
    public Duration length() {
        return quick ? Duration.ofSeconds(2) : Duration.ofSeconds(6);
    }

    /** {@code whole}, or {@code little} when trying in short. */
    public int count(int whole, int little) {
        return quick ? little : whole;
    }

    /** A fresh directory below {@link #work}. */
    public Path directory(String name) throws IOException {
        return Files.createTempDirectory(work, name + "-");
    }

    /** Of Java, for the server as {@code ./anlan run} starts it. */
    public String serverArguments() {
        return "@" + home.resolve("backend/target/app/server.args");
    }

    public Path stompJar() {
        return home.resolve("bench/stomp/target/anlan-bench-stomp.jar");
    }

    public Path bareJar() {
        return home.resolve("bench/bare/target/anlan-bench-bare.jar");
    }

    /** This program, to be started as another process with a word of {@link Main} as argument. */
    public Path benchJar() {
        return home.resolve("bench/target/anlan-bench.jar");
    }
}
