package org.anlan.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;

/** Subscribes to a Redis channel; ready with the first message that it gets. */
public final class RedisViewer extends Viewer implements Counting {

    private static final byte LINE_FEED = '\n';
    private static final int MESSAGE_LETTER = 'm';

    private final String channel;
    private final PayloadViewer counted = new PayloadViewer(this);

    public RedisViewer(String channel) {
        this.channel = channel;
    }

    @Override
    public PayloadViewer counted() {
        return counted;
    }

    @Override
    protected String opening() {
        return "*2\r\n$9\r\nSUBSCRIBE\r\n$" + channel.length() + "\r\n" + channel + "\r\n";
    }

    /** {@code *3, $n, kind, $n, channel, $n, payload}; the answer to SUBSCRIBE ends with {@code :1} instead. */
    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        int at = in.readerIndex();
        for (int line = 0; line < 5; line++) {
            at = next(in, at);
            if (at < 0) {
                return;
            }
        }
        int last = next(in, at);
        if (last < 0) {
            return;
        }
        boolean message = in.getByte(next(in, next(in, in.readerIndex()))) == MESSAGE_LETTER;
        if (!message) {
            in.readerIndex(last);
            connected();
            return;
        }
        int size = (int) number(in, at + 1);
        if (in.writerIndex() >= last + size + 2) {
            counted.take(in, last, size);
            in.readerIndex(last + size + 2);
        }
    }

    /** Where the next line begins; −1 when it is not there yet. */
    private static int next(ByteBuf in, int from) {
        int feed = in.indexOf(from, in.writerIndex(), LINE_FEED);
        return feed < 0 ? -1 : feed + 1;
    }
}
