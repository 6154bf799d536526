package org.anlan.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.anlan.bench.Context;

/** nginx on 127.0.0.1 with a configuration and a directory of its own, tuned for files that are compressed already. */
public final class Nginx implements AutoCloseable {

    private static final String CONFIGURATION = """
            %s
            daemon off;
            pid nginx.pid;
            worker_processes auto;
            worker_rlimit_nofile 4096;
            events { worker_connections 1024; }
            http {
              access_log off;
              client_body_temp_path temp;
              proxy_temp_path temp;
              fastcgi_temp_path temp;
              uwsgi_temp_path temp;
              scgi_temp_path temp;
              sendfile on;
              tcp_nopush on;
              keepalive_requests 100000000;
              open_file_cache max=10000;
              open_file_cache_valid 1h;
              default_type application/vnd.mapbox-vector-tile;
              server {
                listen 127.0.0.1:%d;
                root %s;
                add_header Content-Encoding gzip;
                add_header Cache-Control "private, no-cache";
              }
            }
            """;

    private final Child child;
    private final int port;

    private Nginx(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /** @param first path of a file, answered when it is ready */
    public static Nginx serving(Path files, String first, Context context) throws Exception {
        Path directory = context.directory("nginx");
        int port = Child.freePort();
        // else its workers are another user's, who may not read here
        String user = "root".equals(System.getProperty("user.name")) ? "user root root;" : "";
        Files.writeString(directory.resolve("nginx.conf"), CONFIGURATION.formatted(user, port, files));
        List<String> command = List.of(program(), "-e", "stderr", "-p", directory.toString(), "-c", "nginx.conf");
        Nginx nginx = new Nginx(Child.start("nginx", directory, Map.of(), command), port);
        nginx.child.awaitPage(nginx.address() + first);
        return nginx;
    }

    /** Debian keeps it where only the administrator's PATH leads. */
    private static String program() throws IOException {
        String path = System.getenv("PATH") + ":/usr/sbin";
        return Stream.of(path.split(":"))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("there is no nginx"))
                .toString();
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        child.close();
    }
}
