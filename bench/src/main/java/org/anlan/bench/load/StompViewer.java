package org.anlan.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/** Subscribes to a topic of a STOMP broker over WebSocket; ready with the first message that it gets. */
public final class StompViewer extends WebSocketViewer implements Counting {

    private static final byte[] END_OF_HEAD = {'\n', '\n'};
    private static final byte MESSAGE = 'M';

    private final String topic;
    private final String listensTo;
    private final PayloadViewer counted = new PayloadViewer(this);
    private ChannelHandlerContext context;
    private boolean subscribed;

    /**
     * @param topic where it publishes
     * @param listensTo what it subscribes to
     */
    public StompViewer(String path, String topic, String listensTo) {
        super(path, "Sec-WebSocket-Protocol: v12.stomp\r\n");
        this.topic = topic;
        this.listensTo = listensTo;
    }

    @Override
    public PayloadViewer counted() {
        return counted;
    }

    @Override
    protected void upgraded(ChannelHandlerContext ctx) {
        context = ctx;
        write("CONNECT\naccept-version:1.2\nhost:127.0.0.1\nheart-beat:0,0\n\n\0");
    }

    /** Publishes; on any thread. */
    public void publish(byte[] payload) {
        byte[] head = ("SEND\ndestination:" + topic + "\ncontent-type:application/json\n\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[head.length + payload.length + 1];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(payload, 0, frame, head.length, payload.length);
        context.writeAndFlush(textFrame(context, frame));
    }

    private void write(String text) {
        context.writeAndFlush(textFrame(context, text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    protected int text(ChannelHandlerContext ctx, ByteBuf in, long whole, long left) {
        int size = (int) whole;
        if (in.readableBytes() < size) {
            return 0;
        }
        int at = in.readerIndex();
        if (in.getByte(at) == MESSAGE) {
            int body = find(in, at, at + size, END_OF_HEAD) + END_OF_HEAD.length;
            counted.take(in, body, at + size - 1 - body);
        } else if (!subscribed) {
            subscribed = true;
            write("SUBSCRIBE\nid:0\ndestination:" + listensTo + "\n\n\0");
            connected();
        }
        in.skipBytes(size);
        return size;
    }
}
