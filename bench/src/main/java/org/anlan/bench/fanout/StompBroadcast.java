package org.anlan.bench.fanout;

import java.nio.file.Path;
import java.util.Map;
import org.anlan.bench.Context;
import org.anlan.bench.load.StompViewer;
import org.anlan.bench.load.Viewers;
import org.anlan.bench.process.Child;
import org.anlan.bench.process.Memory;

/** Spring's SimpleBroker on Tomcat; nothing is stored. */
final class StompBroadcast extends PayloadBroadcast<StompViewer> {

    private static final String TOPIC = "/topic/bench";
    private static final String OTHER = "/topic/other";

    private final int port = Child.freePort();
    private final Child server;
    private final Viewers<StompViewer> publishers;
    private final StompViewer publisher = new StompViewer("/stomp", TOPIC, OTHER);

    StompBroadcast(Context context, int bytes) throws Exception {
        super(bytes);
        Path directory = context.directory("stomp");
        server = Child.start(
                "stomp",
                directory,
                Map.of(),
                Child.java(
                        "-jar", context.stompJar(), "--server.port=" + port, "--server.tomcat.max-connections=20000"));
        server.awaitPage("http://127.0.0.1:" + port + "/ready");
        publishers = new Viewers<>(port);
        publishers.open(1, 1, () -> publisher);
        publishers.await(() -> publishers.connected() == 1, "the broker does not take the publisher");
    }

    @Override
    public String name() {
        return "SimpleBroker STOMP";
    }

    @Override
    public Memory memory() {
        return new Memory(server.pid());
    }

    @Override
    int port() {
        return port;
    }

    @Override
    StompViewer viewer() {
        return new StompViewer("/stomp", TOPIC, TOPIC);
    }

    @Override
    void publish(byte[] payload) {
        publisher.publish(payload);
    }

    @Override
    public void close() throws Exception {
        super.close();
        publishers.close();
        server.close();
    }
}
