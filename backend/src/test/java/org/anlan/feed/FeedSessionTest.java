package org.anlan.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.anlan.access.Caller;
import org.anlan.access.CredentialKind;
import org.anlan.feed.encoding.AudienceLog;
import org.anlan.feed.encoding.Frames;
import org.anlan.picture.Actor;
import org.anlan.picture.Head;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.SpaceClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The rules of one session, on a channel whose writes the test completes. */
class FeedSessionTest {

    private static final Instant AT = Instant.parse("2026-07-21T08:00:00Z");

    /** Takes writes and lets the test say when they have left. */
    private static final class Wire extends ChannelOutboundHandlerAdapter {
        final Deque<List<ChannelPromise>> promises = new ArrayDeque<>();
        final List<ChannelPromise> joined = new ArrayList<>();
        final List<FrameText> frames = new ArrayList<>();
        boolean slow;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            frames.add(FrameText.only((ByteBuf) message));
            joined.add(promise);
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            promises.add(List.copyOf(joined));
            joined.clear();
            if (!slow) {
                leave();
            }
        }

        /** What was flushed together leaves together. */
        void leave() {
            promises.removeFirst().forEach(ChannelPromise::setSuccess);
        }
    }

    private final Wire wire = new Wire();
    private final EmbeddedChannel channel = new EmbeddedChannel(wire);
    private final AudienceLog log = new AudienceLog(0, 8 << 20);
    private final FeedMetrics metrics = new FeedMetrics();
    private final List<Long> asked = new ArrayList<>();
    private long nanos;
    private boolean greeted;

    private final FeedSession session = new FeedSession(
            new FeedSession.Source() {
                @Override
                public ByteBuf mark(long position) {
                    return Frames.mark(position, new Head(log.head(), AT, 0, Head.Database.ANSWERS), SpaceClock.REAL);
                }

                @Override
                public ByteBuf latest(Reader audience, long[] seen) {
                    return null;
                }

                @Override
                public void catchUp(FeedSession any, long position, int frameBytes) {
                    asked.add(position);
                }
            },
            channel,
            new Caller(
                    "token", CredentialKind.VIEWER, new Actor("a", "wall", Role.VIEWER, Set.of()), "wall", null, null),
            log,
            metrics,
            () -> nanos,
            0,
            0);

    @AfterEach
    void give_back_the_memory() {
        session.ended();
        while (!wire.promises.isEmpty()) {
            wire.leave();
        }
        log.close();
        channel.finishAndReleaseAll();
    }

    private void greet(long position) {
        greeted = true;
        session.greet(
                Frames.hello("live", "e", new Head(log.head(), AT, 0, Head.Database.ANSWERS), SpaceClock.REAL),
                position);
    }

    private void append(int count, int size) {
        for (int added = 0; added < count; added++) {
            long seq = log.head() + 1;
            log.append(("{\"seq\":" + seq + ",\"x\":\"" + "y".repeat(size) + "\"}").getBytes(StandardCharsets.UTF_8));
        }
        if (greeted) {
            session.pump();
        }
    }

    /** A second later. */
    private void tick(boolean ping) {
        pass(Duration.ofSeconds(1));
        session.tick(ping);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private List<String> sent() {
        return wire.frames.stream().map(FeedSessionTest::words).toList();
    }

    private static String words(FrameText frame) {
        if (frame.opcode() == 8) {
            return "close " + frame.closeCode();
        }
        if (frame.opcode() == 9) {
            return "ping";
        }
        JsonNode json = frame.json();
        String type = json.get("type").asString();
        return switch (type) {
            case "changes" -> json.get("from").asLong() + "-" + json.get("seq").asLong();
            case "mark" -> "mark " + json.get("seq").asLong() + (json.has("head") ? "/" + json.get("head") : "");
            default -> type;
        };
    }

    @Test
    void an_idle_session_gets_each_change_at_once() {
        greet(0);
        append(1, 1);
        append(1, 1);
        assertThat(sent()).containsExactly("hello", "1-1", "2-2");
    }

    @Test
    void a_busy_session_gets_everything_that_waits_as_one_frame() {
        greet(0);
        wire.slow = true;
        append(1, 1);
        append(1, 1);
        append(3, 1);
        assertThat(sent()).containsExactly("hello", "1-1");
        wire.leave();
        assertThat(sent()).containsExactly("hello", "1-1", "2-5");
    }

    @Test
    void a_session_looks_again_after_a_write_that_completes_at_once() {
        append(3, 40_000);
        greet(0);
        assertThat(sent()).containsExactly("hello", "1-1", "2-3");
    }

    @Test
    void a_session_that_does_not_read_holds_one_frame_whatever_comes() {
        greet(0);
        wire.slow = true;
        append(2_000, 1_000);
        assertThat(metrics.bytesInFlight()).isBetween(1L, (long) FeedSession.SMALL_FRAME + 1_200);
        assertThat(wire.frames).hasSize(2);
        tick(true);
        tick(true);
        assertThat(wire.frames).hasSize(2);
    }

    @Test
    void a_mark_comes_after_what_waits() {
        greet(0);
        wire.slow = true;
        append(1, 1);
        append(1, 1);
        tick(false);
        wire.leave();
        wire.leave();
        assertThat(sent()).containsExactly("hello", "1-1", "2-2", "mark 2");
    }

    @Test
    void a_mark_comes_also_when_changes_never_end_and_says_what_is_missing() {
        greet(0);
        wire.slow = true;
        append(1, 1);
        pass(Duration.ofMillis(600));
        session.tick(false);
        for (int round = 0; round < 3; round++) {
            append(2, 1);
            wire.leave();
        }
        assertThat(sent()).containsExactly("hello", "1-1", "2-3", "mark 3/5", "4-7");
    }

    @Test
    void changes_take_the_mark_of_their_second_with_them() {
        greet(0);
        pass(Duration.ofMillis(600));
        append(1, 1);
        pass(Duration.ofMillis(100));
        append(1, 1);
        assertThat(sent()).containsExactly("hello", "1-1", "2-2", "mark 2");
        pass(Duration.ofMillis(499));
        session.tick(false);
        assertThat(sent()).hasSize(4);
        tick(false);
        assertThat(sent()).endsWith("mark 2", "mark 2").hasSize(5);
    }

    @Test
    void a_ping_goes_out_with_the_tick_that_asks_for_it() {
        greet(0);
        tick(false);
        tick(true);
        assertThat(sent()).containsExactly("hello", "mark 0", "ping", "mark 0");
    }

    @Test
    void what_is_no_longer_in_memory_is_read_from_the_log_while_marks_go_on() {
        log.skipTo(1_000);
        greet(990);
        assertThat(asked).containsExactly(990L);
        tick(false);
        append(1, 1);
        session.caughtUp(new AudienceLog.Joined(Frames.changes(991, 1_000, List.of()), 1_000));
        assertThat(sent()).containsExactly("hello", "mark 990/1000", "991-1000", "1001-1001");
        assertThat(asked).hasSize(1);
    }

    @Test
    void when_the_log_cannot_be_read_it_is_asked_again() {
        log.skipTo(1_000);
        greet(990);
        session.caughtUp(null);
        tick(false);
        assertThat(asked).containsExactly(990L, 990L);
    }

    @Test
    void one_that_falls_too_far_behind_is_told_to_fetch_the_picture() {
        greet(0);
        log.skipTo(FeedSession.TOO_OLD + 1);
        session.pump();
        assertThat(sent()).containsExactly("hello", "reset", "close 4409");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_frame_that_does_not_leave_for_thirty_seconds_ends_the_session() {
        greet(0);
        wire.slow = true;
        append(1, 1);
        pass(FeedSession.STALL);
        session.tick(false);
        assertThat(sent()).containsExactly("hello", "1-1");
        pass(Duration.ofSeconds(1));
        session.tick(false);
        session.tick(false);
        assertThat(sent()).containsExactly("hello", "1-1", "close 4408");
        assertThat(metrics.stalledSessions()).isEqualTo(1);
        assertThat(channel.isOpen()).as("the close frame has time to leave").isTrue();
        channel.advanceTimeBy(2, java.util.concurrent.TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void one_that_answers_no_ping_is_gone() {
        greet(0);
        pass(Duration.ofSeconds(20));
        session.heard();
        pass(Duration.ofSeconds(20));
        tick(true);
        assertThat(channel.isOpen()).isTrue();
        pass(Duration.ofSeconds(11));
        tick(true);
        assertThat(channel.isOpen()).isFalse();
        assertThat(metrics.silentSessions()).isEqualTo(1);
    }

    @Test
    void a_slow_link_gets_small_frames_and_is_neither_stalled_nor_silent() {
        greet(0);
        wire.slow = true;
        append(2_000, 1_000);
        for (int frame = 0; frame < 8; frame++) {
            pass(Duration.ofSeconds(25));
            session.tick(true);
            wire.leave();
            if (wire.frames.get(wire.frames.size() - 1).opcode() != 1) {
                wire.leave();
            }
        }
        assertThat(channel.isOpen()).isTrue();
        assertThat(wire.frames)
                .allSatisfy(frame -> assertThat(frame.payload().length).isLessThanOrEqualTo(66_000));
    }

    @Test
    void a_fast_link_soon_gets_large_frames() {
        append(4_000, 1_000);
        greet(0);
        int largest = wire.frames.stream()
                .mapToInt(frame -> frame.payload().length)
                .max()
                .orElseThrow();
        assertThat(largest).isBetween(1_000_000, FeedSession.LARGE_FRAME + 1_000);
        assertThat(session.position()).isEqualTo(4_000);
    }

    @Test
    void after_a_close_nothing_more_is_said() {
        greet(0);
        session.close(FeedSession.SIGNED_OUT, "signed out");
        session.close(FeedSession.STALLED, "again");
        append(1, 1);
        tick(true);
        assertThat(sent()).containsExactly("hello", "close 4401");
        assertThat(channel.isOpen()).isFalse();
    }
}
