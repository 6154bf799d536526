package org.anlan.feed;

import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.anlan.testing.HttpCaller;

/** A WebSocket client that does only what the test says: it can be deaf, and it can be seen byte by byte. */
final class RawSocket implements AutoCloseable {

    private final Socket socket = new Socket();
    private final String handshake;
    private final DataInputStream input;

    private RawSocket(HttpCaller caller, String moreHeaders) throws IOException {
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(30_000);
        URI base = caller.base();
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        StringBuilder request = new StringBuilder("GET /ws/live HTTP/1.1\r\nHost: " + base.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        caller.headers().forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
        socket.getOutputStream().write((request + moreHeaders + "\r\n").getBytes(StandardCharsets.US_ASCII));
        input = new DataInputStream(socket.getInputStream());
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) input.readUnsignedByte());
        }
        handshake = answer.toString();
    }

    static RawSocket open(HttpCaller caller, String moreHeaders) throws IOException {
        return new RawSocket(caller, moreHeaders);
    }

    String handshake() {
        return handshake;
    }

    /** A client's frame, masked with zeros; its length may be a lie. */
    static byte[] head(int firstByte, long length) {
        return ByteBuffer.allocate(14)
                .put((byte) firstByte)
                .put((byte) 0xff)
                .putLong(length)
                .putInt(0)
                .array();
    }

    /** @throws IOException also when the other side has closed */
    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Reads on until the server closes; its close code, or 1006 when it went without a word. */
    int closeCode() {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        try {
            while (System.nanoTime() < until) {
                FrameText frame = frame();
                if (frame.opcode() == 8) {
                    return frame.closeCode();
                }
            }
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("neither a frame nor the end", silent);
        } catch (IOException gone) {
            return 1006;
        }
        throw new AssertionError("the server goes on talking");
    }

    /** The next frame; times out after 30 s. */
    FrameText frame() throws IOException {
        byte[] header = new byte[10];
        input.readFully(header, 0, 2);
        int more = (header[1] & 0x7f) == 127 ? 8 : (header[1] & 0x7f) == 126 ? 2 : 0;
        input.readFully(header, 2, more);
        var size = Unpooled.wrappedBuffer(header, 1, 1 + more);
        int second = size.readUnsignedByte();
        long length = second < 126 ? second : second == 126 ? size.readUnsignedShort() : size.readLong();
        byte[] payload = new byte[Math.toIntExact(length)];
        input.readFully(payload);
        return new FrameText(header[0] & 0x0f, payload);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
