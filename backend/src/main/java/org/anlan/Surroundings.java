package org.anlan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Where the server stands: makes {@code anlan.home} and {@code anlan.data} absolute, holds the data directory, and turns
 * TLS on when both PEM files are named. Refuses to start without config/, with half of TLS, with a form of the log that
 * there is not, with a database in memory, and beside another server on the same data.
 */
class Surroundings implements EnvironmentPostProcessor, Ordered {

    private static final List<String> LOG_FORMATS = List.of("ecs", "gelf", "logstash");
    private static final Pattern IN_MEMORY = Pattern.compile("jdbc:h2:(mem|memFS|memLZ|nioMemFS|nioMemLZ):.*");
    private static final String BUNDLE = "spring.ssl.bundle.pem.web.";

    private final Log log;

    /** @param logs keep what is said before there is a log */
    Surroundings(DeferredLogFactory logs) {
        this.log = logs.getLog(Surroundings.class);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> found = new LinkedHashMap<>();
        Path home = absolute(Path.of(""), environment.getProperty("anlan.home", "."));
        if (!Files.isRegularFile(home.resolve("config/application.yaml"))) {
            throw new SurroundingsException(
                    "There is no config/application.yaml in " + home,
                    "Start the server in the directory that holds config/ and map-data/, or set ANLAN_HOME to it.");
        }
        found.put("anlan.home", home.toString());
        Path data = absolute(home, environment.getProperty("anlan.data", "var"));
        found.put("anlan.data", data.toString());
        found.putAll(tls(home, named(environment, "certificate"), named(environment, "key")));
        checkLogFormat(
                environment.getProperty("logging.structured.format.file", "").strip());
        checkDatabase(environment.getProperty("spring.datasource.url", "").strip());
        DataDirectory.hold(data);
        DataDirectory.shut(data).ifPresent(log::warn);
        environment.getPropertySources().addFirst(new MapPropertySource("surroundings", found));
    }

    /** Spring Boot takes the name of a class, too; without a dot it can only be a mistake. */
    static void checkLogFormat(String format) {
        if (!format.isEmpty() && !format.contains(".") && !LOG_FORMATS.contains(format)) {
            throw new SurroundingsException(
                    "ANLAN_LOG_FORMAT is " + format + ", which is no form of the log file",
                    "Set it to one of " + String.join(", ", LOG_FORMATS) + ", or to nothing for plain text.");
        }
    }

    /** What was acknowledged must outlive the server. Without a URL Spring Boot would take a database in memory, too. */
    static void checkDatabase(String url) {
        if (url.isEmpty() || IN_MEMORY.matcher(url).matches()) {
            throw new SurroundingsException(
                    "The database would be in memory only and lost at the end: spring.datasource.url is \"" + url
                            + "\"",
                    "Leave ANLAN_DATABASE_URL empty for the embedded database in ANLAN_DATA, or name a PostgreSQL.");
        }
    }

    private static String named(ConfigurableEnvironment environment, String what) {
        return environment.getProperty("anlan.tls." + what, "").strip();
    }

    /** The properties of TLS; none when neither file is named. */
    static Map<String, Object> tls(Path home, String certificate, String key) {
        if (certificate.isEmpty() && key.isEmpty()) {
            return Map.of();
        }
        return Map.of(
                BUNDLE + "keystore.certificate",
                readable(home, certificate, "ANLAN_TLS_CERTIFICATE", "ANLAN_TLS_KEY"),
                BUNDLE + "keystore.private-key",
                readable(home, key, "ANLAN_TLS_KEY", "ANLAN_TLS_CERTIFICATE"),
                BUNDLE + "keystore.verify-keys",
                true,
                BUNDLE + "reload-on-update",
                true,
                "server.ssl.bundle",
                "web");
    }

    private static String readable(Path home, String name, String variable, String other) {
        if (name.isEmpty()) {
            throw new SurroundingsException(
                    "TLS is half configured: " + other + " is set and " + variable + " is not",
                    "Set both to PEM files (./anlan certificate makes a pair), or neither to serve plain HTTP.");
        }
        Path file = absolute(home, name);
        if (!Files.isReadable(file)) {
            throw new SurroundingsException(
                    variable + " names a file that cannot be read: " + file,
                    "Name a PEM file that the user running the server may read.");
        }
        return file.toUri().toString();
    }

    private static Path absolute(Path base, String name) {
        return base.resolve(name).toAbsolutePath().normalize();
    }
}
