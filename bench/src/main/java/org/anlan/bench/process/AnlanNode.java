package org.anlan.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.anlan.bench.Context;

/** One process of our server with the county's data, as {@code ./anlan run} starts it, on a free port. */
public final class AnlanNode implements AutoCloseable {

    /** Of user admin. */
    public static final String PASSWORD = "correct-horse-9";

    private final Child child;
    private final int port;

    private AnlanNode(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /** On the embedded database, in a fresh directory. */
    public static AnlanNode onH2(Context context, String... settings) throws Exception {
        return started(context, Map.of(), settings);
    }

    /** On a database of the run's cluster. */
    public static AnlanNode onPostgres(Context context, Postgres.Base base, String... settings) throws Exception {
        return started(context, base.environment(), settings);
    }

    private static AnlanNode started(Context context, Map<String, String> database, String... settings)
            throws Exception {
        AnlanNode node = launched(context, database, settings);
        node.awaitReady();
        return node;
    }

    /**
     * Started, but perhaps not ready.
     *
     * @param settings {@code --key=value} of config/application.yaml
     */
    public static AnlanNode launched(Context context, Map<String, String> database, String... settings)
            throws IOException {
        return launchedIn(context.directory("node"), context, database, settings);
    }

    /**
     * The same in a directory that may hold an embedded database or further layers already.
     *
     * @param more environment variables, such as those of the database
     */
    public static AnlanNode launchedIn(Path directory, Context context, Map<String, String> more, String... settings)
            throws IOException {
        int port = Child.freePort();
        Map<String, String> environment = new HashMap<>(more);
        environment.put("ANLAN_HOME", context.home().toString());
        environment.put("ANLAN_DATA", directory.toString());
        environment.put("ANLAN_PORT", Integer.toString(port));
        environment.put("ANLAN_BIND", "127.0.0.1");
        environment.put("ANLAN_ADMIN_PASSWORD", PASSWORD);
        List<String> command = new ArrayList<>(Child.java(context.serverArguments()));
        command.addAll(List.of(settings));
        return new AnlanNode(Child.start("anlan", directory, environment, command), port);
    }

    public void awaitReady() throws InterruptedException {
        child.awaitPage(address() + "/healthz");
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return child.pid();
    }

    public Memory memory() {
        return new Memory(child.pid());
    }

    /** kill -9. */
    public void kill() throws InterruptedException {
        child.kill();
    }

    @Override
    public void close() {
        child.close();
    }
}
