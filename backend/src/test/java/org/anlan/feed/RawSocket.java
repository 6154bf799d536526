package org.anlan.feed;

import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
