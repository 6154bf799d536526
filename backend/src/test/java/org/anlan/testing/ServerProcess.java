package org.anlan.testing;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.anlan.AnlanApplication;
import org.awaitility.Awaitility;

/** The server in a process of its own, which a test may kill as a power cut would. */
public final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final File log;
    private final URI base;

    private ServerProcess(Process process, File log, int port) {
        this.process = process;
        this.log = log;
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Returns when it is ready to serve.
     *
     * @param settings as "key=value"
     */
    public static ServerProcess start(TestDatabase.Opened database, String... settings) throws IOException {
        int port = freePort();
        File log = File.createTempFile("anlan-server-", ".log");
        String home = Path.of("..").toAbsolutePath().normalize().toString();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                AnlanApplication.class.getName(),
                "--anlan.home=" + home,
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--logging.threshold.file=OFF"));
        for (String setting : settings) {
            String key = "--" + setting.substring(0, setting.indexOf('=') + 1);
            command.removeIf(argument -> argument.startsWith(key)); // given twice, both would count as a list
            command.add("--" + setting);
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment()
                .putAll(Map.of(
                        "ANLAN_HOME",
                        home,
                        "ANLAN_ADMIN_PASSWORD",
                        TestServer.PASSWORD,
                        "SPRING_DATASOURCE_PASSWORD",
                        database.password()));
        ServerProcess server = new ServerProcess(builder.start(), log, port);
        Awaitility.await().atMost(java.time.Duration.ofSeconds(90)).until(server::isReady);
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private boolean isReady() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the server did not start:\n" + Files.readString(log.toPath()));
        }
        try {
            return admin().get("/healthz").status() == 200;
        } catch (IllegalStateException unanswered) {
            return false;
        }
    }

    public HttpCaller admin() {
        return new HttpCaller(base, Map.of()).basic("admin", TestServer.PASSWORD);
    }

    /** Everything it has printed so far. */
    public String output() throws IOException {
        return Files.readString(log.toPath());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits until the process is gone. */
    public void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        log.delete();
    }
}
