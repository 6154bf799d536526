package org.anlan.feed;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.anlan.access.Caller;
import org.anlan.feed.encoding.AudienceLog;
import org.anlan.feed.encoding.Frames;
import org.anlan.picture.Reader;

/**
 * One viewer. All of it is touched only on its channel's event loop. It holds a position in the log and at most one
 * frame in flight, so a slow viewer costs no memory and delays nobody.
 */
final class FeedSession {

    /** Codes of the close frame; 4000–4999 are for applications to define. */
    static final int SIGNED_OUT = 4401;

    static final int NO_SPACE = 4404;
    static final int STALLED = 4408;
    static final int RESET = 4409;
    static final int TOO_MANY = 4429;
    static final int GOING_AWAY = 1001;

    /** A frame that takes longer to leave ends the session: the viewer does not read. */
    static final Duration STALL = Duration.ofSeconds(30);
    /** Two pings without an answer. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    /** A viewer farther behind than this fetches the picture again: cheaper for it and for us. Changes. */
    static final long TOO_OLD = 50_000;

    /** What a new or slow viewer gets at once: at 2 kB/s it still leaves before {@link #STALL}. Bytes. */
    static final int SMALL_FRAME = 64 << 10;

    static final int LARGE_FRAME = 1 << 20;

    /** A mark that was sent so long ago goes again with the next changes: one write for both. */
    private static final Duration RIDES = Duration.ofMillis(700);
    /** And when one was sent so lately, the mark of this second is left out. */
    private static final Duration FRESH = Duration.ofMillis(500);

    private static final Duration FAST = Duration.ofSeconds(1);
    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    /** What a session asks of its space. */
    interface Source {

        /** The mark for a session that stands at {@code position}; the caller owns the frame. */
        ByteBuf mark(long position);

        /** The next frame of newest values for who has seen these versions, moving them on; null when there is none. */
        ByteBuf latest(Reader audience, long[] seen);

        /** Reads the log after {@code position} off the event loop and answers with {@link #caughtUp} on it. */
        void catchUp(FeedSession session, long position, int frameBytes);
    }

    private final Source source;
    private final Channel channel;
    private final Caller caller;
    private final Reader audience;
    private final AudienceLog log;
    private final FeedMetrics metrics;
    private final LongSupplier nanos;
    private final int slot;
    private final long[] latestSeen;
    private boolean greeted;
    private long position;
    private int frameBytes = SMALL_FRAME;
    private boolean pumping;
    private boolean inFlight;
    private boolean catchingUp;
    private boolean markDue;
    private boolean pingDue;
    private boolean changesBeforeMark;
    private boolean closing;
    private long markedAt;
    /** Goes out before anything else: hello, or what was read from the log while a frame was on its way. */
    private ByteBuf urgent;

    /** The mark that leaves together with the changes that are about to; null when none does. */
    private ByteBuf riding;

    private int writing;
    private long writingSince;
    private long heardAt;

    /**
     * @param slot the tenth of a second at which this session gets its marks, 0–9
     * @param streams how many streams there are
     */
    FeedSession(
            Source source,
            Channel channel,
            Caller caller,
            AudienceLog log,
            FeedMetrics metrics,
            LongSupplier nanos,
            int slot,
            int streams) {
        this.source = source;
        this.channel = channel;
        this.caller = caller;
        this.audience = Reader.of(caller.actor()).audience();
        this.log = log;
        this.metrics = metrics;
        this.nanos = nanos;
        this.slot = slot;
        this.latestSeen = new long[streams];
        Arrays.fill(latestSeen, LatestFrames.NOTHING);
        this.heardAt = nanos.getAsLong();
        this.markedAt = heardAt;
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

    int slot() {
        return slot;
    }

    /** Says hello and goes on from {@code from}. */
    void greet(ByteBuf hello, long from) {
        urgent = hello;
        greeted = true;
        position = from;
        pump();
    }

    /** Sends what is due, again and again until nothing is or a frame is on its way. */
    void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            while (!inFlight && !closing && channel.isActive()) {
                ByteBuf frame = next();
                if (frame == null) {
                    return;
                }
                write(frame);
            }
        } finally {
            pumping = false;
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
            return Frames.ping();
        }
        ByteBuf latest = greeted ? source.latest(audience, latestSeen) : null;
        if (latest != null) {
            return latest;
        }
        // Changes before the mark, so that it can say "nothing missing"; but one frame only, or it would never come.
        boolean behind = !catchingUp && position < log.head();
        if (behind && !(markDue && changesBeforeMark)) {
            changesBeforeMark = true;
            ByteBuf frame = changes();
            if (frame != null || closing) {
                return frame;
            }
        }
        return markDue ? mark() : null;
    }

    private ByteBuf mark() {
        markDue = false;
        markedAt = nanos.getAsLong();
        return source.mark(position);
    }

    private boolean isMarkOlderThan(Duration age) {
        return nanos.getAsLong() - markedAt >= age.toNanos();
    }

    private ByteBuf changes() {
        AudienceLog.Joined joined = log.after(position, frameBytes);
        if (joined != null) {
            position = joined.seq();
            if (isMarkOlderThan(RIDES)) {
                riding = mark();
            }
            return joined.frame();
        }
        if (log.head() - position > TOO_OLD) {
            reset("too far behind");
        } else {
            catchingUp = true;
            source.catchUp(this, position, frameBytes);
        }
        return null;
    }

    /** What the log in the database holds after this session's position; null when it could not be read. */
    void caughtUp(AudienceLog.Joined joined) {
        catchingUp = false;
        if (joined == null) {
            return;
        }
        if (closing) {
            joined.frame().release();
            return;
        }
        position = joined.seq();
        urgent = joined.frame();
        pump();
    }

    private void write(ByteBuf frame) {
        inFlight = true;
        writing = frame.readableBytes();
        ByteBuf last = frame;
        if (riding != null) {
            channel.write(frame);
            last = riding;
            riding = null;
            writing += last.readableBytes();
        }
        writingSince = nanos.getAsLong();
        metrics.sending(writing);
        // The promise may be done before this line returns; the loop in pump looks again either way.
        channel.writeAndFlush(last).addListener(this::written);
    }

    private void written(Future<?> done) {
        inFlight = false;
        metrics.sent(writing, done.isSuccess());
        if (!done.isSuccess()) {
            channel.close();
            return;
        }
        adapt(nanos.getAsLong() - writingSince);
        pump();
    }

    /** Frames grow while the viewer takes them quickly. Small ones say nothing: they leave into an empty buffer. */
    private void adapt(long tookNanos) {
        if (tookNanos > SLOW.toNanos()) {
            frameBytes = SMALL_FRAME;
        } else if (tookNanos < FAST.toNanos() && writing >= frameBytes / 2) {
            frameBytes = Math.min(LARGE_FRAME, frameBytes * 4);
        }
        if (tookNanos > FAST.toNanos()) {
            heard(); // It had to wait for room, so the viewer has read; a ping would have waited as long.
        }
    }

    /** Something came from the viewer, so it is there. */
    void heard() {
        heardAt = nanos.getAsLong();
    }

    /** Once a second. */
    void tick(boolean ping) {
        if (closing) {
            return;
        }
        long now = nanos.getAsLong();
        if (inFlight && now - writingSince > STALL.toNanos()) {
            metrics.stalled();
            close(STALLED, "stalled");
            return;
        }
        if (!inFlight && now - heardAt > SILENCE.toNanos()) {
            metrics.silent();
            closing = true;
            channel.close();
            return;
        }
        markDue |= isMarkOlderThan(FRESH);
        changesBeforeMark = false;
        pingDue |= ping;
        pump();
    }

    /** Says why and closes; a viewer that does not read is cut off all the same. */
    void close(int code, String why) {
        if (!closing) {
            closing = true;
            end(Frames.close(code, why));
        }
    }

    /** What was sent is void: fetch the picture again. */
    void reset(String why) {
        if (!closing) {
            closing = true;
            channel.write(Frames.reset(why));
            end(Frames.close(RESET, "reset"));
        }
    }

    /** The connection is gone, or is about to be. */
    void ended() {
        closing = true;
        if (urgent != null) {
            urgent.release();
            urgent = null;
        }
    }

    private void end(ByteBuf farewell) {
        ended();
        channel.writeAndFlush(farewell).addListener(done -> channel.close());
        channel.eventLoop().schedule(() -> channel.close(), CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    }
}
