package org.anlan.feed;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.anlan.access.Caller;
import org.anlan.picture.Head;
import org.anlan.picture.Reader;

/**
 * One viewer. All of it is touched only on its channel's event loop. It holds a position in the log and at most one
 * frame in flight, so a slow viewer costs no memory and delays nobody.
 */
final class FeedSession {

    /** Codes of the close frame; 4000–4999 are for applications to define. */
    static final int SIGNED_OUT = 4401;

    static final int STALLED = 4408;
    static final int RESET = 4409;
    static final int TOO_MANY = 4429;

    private static final long STALLED_NANOS = 30_000_000_000L;
    private static final long SILENT_NANOS = 75_000_000_000L;

    private final SpaceFeed feed;
    private final Channel channel;
    private final Caller caller;
    private final AudienceLog log;
    private final Reader audience;
    private long position;
    private boolean inFlight;
    private boolean catchingUp;
    private boolean markDue;
    private boolean pingDue;
    private boolean closing;
    /** Goes out before anything else: hello, or what was read from the log while a frame was on its way. */
    private ByteBuf urgent;

    private long writingSince;
    private long heardAt = System.nanoTime();

    FeedSession(SpaceFeed feed, Channel channel, Caller caller, Reader audience, AudienceLog log) {
        this.feed = feed;
        this.channel = channel;
        this.caller = caller;
        this.audience = audience;
        this.log = log;
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    boolean isActive() {
        return channel.isActive();
    }

    AudienceLog log() {
        return log;
    }

    Caller caller() {
        return caller;
    }

    Reader audience() {
        return audience;
    }

    long position() {
        return position;
    }

    /** Says hello and goes on from {@code from}. */
    void greet(ByteBuf hello, long from) {
        urgent = hello;
        position = from;
        pump();
    }

    /** Sends what is due, again and again until nothing is or a frame is on its way. */
    void pump() {
        while (!inFlight && !closing && channel.isActive()) {
            ByteBuf frame = next();
            if (frame == null) {
                return;
            }
            write(frame);
        }
    }

    private ByteBuf next() {
        if (urgent != null) {
            ByteBuf frame = urgent;
            urgent = null;
            return frame;
        }
        if (pingDue) {
            pingDue = false;
            return feed.ping();
        }
        if (!catchingUp && position < log.head()) {
            return nextChanges();
        }
        if (markDue) {
            markDue = false;
            return feed.mark(position);
        }
        return null;
    }

    private ByteBuf nextChanges() {
        AudienceLog.Joined joined = log.after(position);
        if (joined == null) {
            catchingUp = true;
            feed.catchUp(this, position);
            return null;
        }
        position = joined.seq();
        return joined.frame();
    }

    /** What the log in the database holds after this session's position; null when it could not be read. */
    void caughtUp(AudienceLog.Joined joined) {
        catchingUp = false;
        if (joined == null || closing) {
            return;
        }
        position = joined.seq();
        urgent = joined.frame();
        pump();
    }

    private void write(ByteBuf frame) {
        inFlight = true;
        writingSince = System.nanoTime();
        int size = frame.readableBytes();
        // The promise may be done before this line returns; the loop in pump looks again either way.
        channel.writeAndFlush(frame.retainedDuplicate()).addListener(done -> {
            inFlight = false;
            feed.metrics().sent(size);
            if (done.isSuccess()) {
                pump();
            } else {
                channel.close();
            }
        });
    }

    void heard() {
        heardAt = System.nanoTime();
    }

    /** Once a second. */
    void tick(Head head, boolean ping) {
        long now = System.nanoTime();
        if (inFlight && now - writingSince > STALLED_NANOS) {
            feed.metrics().stalled();
            channel.close();
            return;
        }
        if (now - heardAt > SILENT_NANOS) {
            channel.close();
            return;
        }
        if (caller.expiresAt() != null && caller.expiresAt().isBefore(feed.now())) {
            close(SIGNED_OUT, "expired");
            return;
        }
        markDue = true;
        pingDue |= ping;
        pump();
    }

    /** Says why and closes; a viewer that does not read is cut off all the same. */
    void close(int code, String why) {
        if (closing) {
            return;
        }
        closing = true;
        channel.writeAndFlush(Frames.close(code, why)).addListener(done -> channel.close());
    }

    /** What was sent is void: fetch the picture again. */
    void reset(String why) {
        if (closing) {
            return;
        }
        closing = true;
        channel.write(Frames.reset(why));
        channel.writeAndFlush(Frames.close(RESET, "reset")).addListener(done -> channel.close());
    }
}
