package org.anlan.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The load balancer as docs/operations.md tells to set it up, but for its addresses, and without TLS. */
public final class Nginx implements AutoCloseable {

    private final Process process;
    private final Path directory;
    private final URI base;

    private Nginx(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    /** Returns when it answers. */
    public static Nginx start(URI first, URI second) throws IOException {
        int port = freePort();
        Path directory = Files.createTempDirectory("anlan-nginx-");
        Path file = directory.resolve("nginx.conf");
        Files.writeString(file, whole(directory, documented(first, second, port)));
        String program = Files.isExecutable(Path.of("/usr/sbin/nginx")) ? "/usr/sbin/nginx" : "nginx";
        Process process = new ProcessBuilder(
                        program,
                        "-p",
                        directory.toString(),
                        "-e",
                        "error.log",
                        "-c",
                        file.toString(),
                        "-g",
                        "daemon off;")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile())
                .start();
        Nginx nginx = new Nginx(process, directory, port);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(nginx::isReady);
        return nginx;
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static String whole(Path directory, String documented) {
        String places = List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi").stream()
                .map(name -> name + "_temp_path " + directory + "/" + name + ";\n")
                .collect(Collectors.joining());
        String user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
        return user + "worker_processes 1;\npid " + directory + "/pid;\nevents { worker_connections 512; }\nhttp {\n"
                + "access_log off;\n" + places + documented + "}\n";
    }

    /** Section 12, with what it takes from section 8. */
    private static String documented(URI first, URI second, int port) throws IOException {
        String text = Files.readString(Path.of("..", "docs", "operations.md"));
        String balancer = block(text, "# /etc/nginx/conf.d/anlan.conf");
        String headers = block(text, "location / {")
                .lines()
                .filter(line -> line.startsWith("    ") && !line.contains("proxy_pass"))
                .collect(Collectors.joining("\n"));
        return replaced(
                balancer,
                Map.of(
                        "10.0.0.11:8080",
                        first.getAuthority(),
                        "10.0.0.12:8080",
                        second.getAuthority(),
                        "listen 443 ssl;",
                        "listen 127.0.0.1:" + port + ";",
                        "# and the headers, proxy_read_timeout and client_max_body_size of section 8",
                        headers));
    }

    private static String block(String text, String firstLine) {
        Matcher block = Pattern.compile("```\\n(" + Pattern.quote(firstLine) + ".*?)```", Pattern.DOTALL)
                .matcher(text);
        if (!block.find()) {
            throw new IllegalStateException("docs/operations.md has no block that begins with " + firstLine);
        }
        return block.group(1);
    }

    private static String replaced(String text, Map<String, String> changes) {
        String result = text;
        for (Map.Entry<String, String> change : changes.entrySet()) {
            if (!result.contains(change.getKey())) {
                throw new IllegalStateException("docs/operations.md no longer says " + change.getKey());
            }
            result = result.replace(change.getKey(), change.getValue());
        }
        return result;
    }

    private boolean isReady() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("nginx (Debian package nginx, see ./anlan test) did not start: "
                    + Files.readString(directory.resolve("output.log")));
        }
        try {
            return new HttpCaller(base, Map.of()).get("/healthz").status() == 200;
        } catch (IllegalStateException unanswered) {
            return false;
        }
    }

    /** The same caller through it. */
    public HttpCaller through(HttpCaller caller) {
        return new HttpCaller(base, caller.headers());
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
