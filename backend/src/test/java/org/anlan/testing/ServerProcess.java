package org.anlan.testing;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.anlan.AnlanApplication;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/** The server in a process of its own, which a test may kill as a power cut would. */
public final class ServerProcess implements AutoCloseable {

    private static final String HOME =
            Path.of("..").toAbsolutePath().normalize().toString();

    private final Process process;
    private final File log;
    private final Path data;
    private final URI base;

    private ServerProcess(Process process, File log, Path data, int port) {
        this.process = process;
        this.log = log;
        this.data = data;
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Returns when it is ready to serve.
     *
     * @param settings as "key=value"
     */
    public static ServerProcess start(TestDatabase.Opened database, String... settings) throws IOException {
        int port = freePort();
        Path data = Files.createTempDirectory("anlan-data-");
        List<String> arguments = new ArrayList<>(List.of(
                "--anlan.home=" + HOME,
                "--anlan.data=" + data,
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--logging.threshold.file=OFF"));
        for (String setting : settings) {
            String key = "--" + setting.substring(0, setting.indexOf('=') + 1);
            arguments.removeIf(argument -> argument.startsWith(key)); // given twice, both would count as a list
            arguments.add("--" + setting);
        }
        return launch(data, port, arguments, Map.of("SPRING_DATASOURCE_PASSWORD", database.password()));
    }

    /** As a service manager starts it: told by environment variables alone, with its database in this directory. */
    public static ServerProcess startIn(Path data, Map<String, String> variables) throws IOException {
        int port = freePort();
        Map<String, String> all = new HashMap<>(variables);
        all.put("ANLAN_DATA", data.toString());
        all.put("ANLAN_PORT", Integer.toString(port));
        return launch(data, port, List.of(), all);
    }

    private static ServerProcess launch(Path data, int port, List<String> arguments, Map<String, String> variables)
            throws IOException {
        File log = File.createTempFile("anlan-server-", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                AnlanApplication.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().putAll(Map.of("ANLAN_HOME", HOME, "ANLAN_ADMIN_PASSWORD", TestServer.PASSWORD));
        builder.environment().putAll(variables);
        ServerProcess server = new ServerProcess(builder.start(), log, data, port);
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

    public int port() {
        return base.getPort();
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
        FileSystemUtils.deleteRecursively(data.toFile());
    }
}
