package org.anlan.testing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.anlan.AnlanApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The whole application in this process, on a free loopback port and a fresh database: what a test talks to over HTTP
 * and WebSocket. Closing it stops the server and, unless the database was the caller's, removes it.
 */
public final class TestServer implements AutoCloseable {

    /** Password of user {@code admin}. */
    public static final String PASSWORD = "admin-of-this-test";

    private final ConfigurableApplicationContext context;
    private final AutoCloseable database;
    private final URI base;

    private TestServer(ConfigurableApplicationContext context, AutoCloseable database) {
        this.context = context;
        this.database = database;
        this.base = URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** On a database of its own. */
    public static TestServer start(TestDatabase kind, String... settings) {
        return start(kind, List.of(), settings);
    }

    /** @param sources classes with further beans, e.g. a collection that only a test knows */
    public static TestServer start(TestDatabase kind, List<Class<?>> sources, String... settings) {
        TestDatabase.Opened database = kind.create();
        try {
            return new TestServer(run(database, sources, settings), database);
        } catch (RuntimeException problem) {
            database.close();
            throw problem;
        }
    }

    /** On a database that outlives the server, e.g. to start a second node on it or to start again. */
    public static TestServer on(TestDatabase.Opened database, String... settings) {
        return on(database, List.of(), settings);
    }

    /** @param sources classes with further beans */
    public static TestServer on(TestDatabase.Opened database, List<Class<?>> sources, String... settings) {
        return new TestServer(run(database, sources, settings), () -> {});
    }

    /** @param settings as "key=value"; they win over config/application.yaml */
    private static ConfigurableApplicationContext run(
            TestDatabase.Opened database, List<Class<?>> sources, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "anlan.home=" + Path.of("..").toAbsolutePath().normalize(),
                "anlan.data=" + Path.of("target", "data").toAbsolutePath(),
                "anlan.admin-password=" + PASSWORD,
                "anlan.access.admin-password=" + PASSWORD,
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + database.user(),
                "spring.datasource.password=" + database.password(),
                "logging.threshold.file=OFF"));
        for (String setting : settings) {
            String key = setting.substring(0, setting.indexOf('=') + 1);
            arguments.removeIf(argument -> argument.startsWith(key)); // given twice, both would count as a list
            arguments.add(setting);
        }
        return new SpringApplicationBuilder(AnlanApplication.class, OwnThreads.class)
                .sources(sources.toArray(Class[]::new))
                .properties(Map.of("ANLAN_HOME", ".."))
                .run(arguments.stream().map(setting -> "--" + setting).toArray(String[]::new));
    }

    /** Event loops of this server alone: shared ones end with the first of several servers that is closed. */
    static final class OwnThreads {

        @Bean
        ReactorResourceFactory reactorResourceFactory() {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            resources.setShutdownQuietPeriod(Duration.ZERO);
            return resources;
        }
    }

    /** E.g. http://127.0.0.1:43817, without a slash at the end. */
    public URI base() {
        return base;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Calls as nobody. */
    public HttpCaller anonymous() {
        return new HttpCaller(base, Map.of());
    }

    /** Calls as user {@code admin} by HTTP Basic. */
    public HttpCaller admin() {
        return basic("admin", PASSWORD);
    }

    public HttpCaller basic(String user, String password) {
        return anonymous().basic(user, password);
    }

    public HttpCaller bearer(String token) {
        return anonymous().bearer(token);
    }

    @Override
    public void close() {
        context.close();
        try {
            database.close();
        } catch (Exception problem) {
            throw new IllegalStateException("the test's database could not be removed", problem);
        }
    }
}
