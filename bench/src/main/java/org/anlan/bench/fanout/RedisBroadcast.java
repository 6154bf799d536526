package org.anlan.bench.fanout;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.anlan.bench.Context;
import org.anlan.bench.load.RedisViewer;
import org.anlan.bench.process.Child;
import org.anlan.bench.process.Memory;

/** Redis pub/sub over TCP; nothing is stored. Clients' output buffers are unlimited, else Redis drops slow ones. */
final class RedisBroadcast extends PayloadBroadcast<RedisViewer> {

    private static final String CHANNEL = "bench";

    private final int port = Child.freePort();
    private final Child server;
    private final Socket socket;
    private final OutputStream out;

    RedisBroadcast(Context context, int bytes) throws Exception {
        super(bytes);
        Path directory = context.directory("redis");
        server = Child.start(
                "redis",
                directory,
                Map.of(),
                List.of(
                        "redis-server",
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--maxclients",
                        "15000",
                        "--client-output-buffer-limit",
                        "pubsub 0 0 0"));
        server.await(this::listens);
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        out = new BufferedOutputStream(socket.getOutputStream());
        Thread answers = new Thread(this::swallow, "redis-answers");
        answers.setDaemon(true);
        answers.start();
    }

    private boolean listens() {
        try (Socket test = new Socket("127.0.0.1", port)) {
            return test.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Each PUBLISH is answered with a number nobody needs. */
    private void swallow() {
        try (InputStream in = socket.getInputStream()) {
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String name() {
        return "Redis pub/sub";
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
    RedisViewer viewer() {
        return new RedisViewer(CHANNEL);
    }

    @Override
    void publish(byte[] payload) {
        String head =
                "*3\r\n$7\r\nPUBLISH\r\n$" + CHANNEL.length() + "\r\n" + CHANNEL + "\r\n$" + payload.length + "\r\n";
        try {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(payload);
            out.write('\r');
            out.write('\n');
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() throws Exception {
        super.close();
        socket.close();
        server.close();
    }
}
