package org.anlan.feed.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.anlan.feed.FrameText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AudienceLogTest {

    private static final int FRAME = 1000;

    private final List<AudienceLog> logs = new ArrayList<>();

    private AudienceLog log(long head, long maxBytes) {
        logs.add(new AudienceLog(head, maxBytes));
        return logs.get(logs.size() - 1);
    }

    @AfterEach
    void give_back_the_memory() {
        logs.forEach(AudienceLog::close);
    }

    private static byte[] change(long seq, int size) {
        return ("{\"seq\":" + seq + ",\"x\":\"" + "y".repeat(size) + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static List<Long> numbers(JsonNode frame) {
        return frame.get("changes")
                .valueStream()
                .map(change -> change.get("seq").asLong())
                .toList();
    }

    @Test
    void what_waits_becomes_one_frame_and_those_at_one_place_share_its_memory() {
        AudienceLog log = log(10, 1000);
        log.append(change(11, 1));
        log.append(null);
        log.append(change(13, 1));
        AudienceLog.Joined one = log.after(10, FRAME);
        AudienceLog.Joined two = log.after(10, FRAME);
        assertThat(one.frame().memoryAddress()).isEqualTo(two.frame().memoryAddress());
        JsonNode frame = FrameText.only(one.frame()).json();
        assertThat(frame.get("from").asLong()).isEqualTo(11);
        assertThat(frame.get("seq").asLong()).isEqualTo(13);
        assertThat(numbers(frame)).containsExactly(11L, 13L);
        assertThat(FrameText.only(two.frame()).json()).isEqualTo(frame);
        assertThat(log.after(13, FRAME)).isNull();
        assertThat(log.after(99, FRAME)).isNull();
    }

    @Test
    void a_range_of_which_nothing_is_seen_still_advances() {
        AudienceLog log = log(0, 1000);
        log.append(null);
        assertThat(FrameText.only(log.after(0, FRAME).frame()).json().toString())
                .isEqualTo("{\"type\":\"changes\",\"from\":1,\"seq\":1,\"changes\":[]}");
    }

    @Test
    void a_frame_lives_until_the_last_one_who_sends_it_is_done() {
        AudienceLog log = log(0, 1000);
        log.append(change(1, 1));
        ByteBuf slow = log.after(0, FRAME).frame();
        log.append(change(2, 1));
        log.close();
        assertThat(slow.refCnt()).isEqualTo(1);
        assertThat(numbers(FrameText.only(slow).json())).containsExactly(1L);
        assertThat(slow.refCnt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // bytes of a frame, changes in the first one
        "10000, 5",
        "300, 2",
        "250, 2",
        "100, 1",
        "1, 1"
    })
    void a_frame_is_cut_between_changes_but_holds_at_least_one(int frameBytes, int inFirst) {
        AudienceLog log = log(0, 1 << 20);
        LongStream.rangeClosed(1, 5).forEach(seq -> log.append(change(seq, 100)));
        AudienceLog.Joined first = log.after(0, frameBytes);
        assertThat(numbers(FrameText.only(first.frame()).json())).hasSize(inFirst);
        assertThat(first.seq()).isEqualTo(inFirst);
    }

    @Test
    void a_change_larger_than_everything_is_sent_alone() {
        AudienceLog log = log(0, 100);
        log.append(change(1, 10));
        log.append(change(2, 70_000));
        log.append(change(3, 10));
        assertThat(log.after(0, FRAME)).as("no longer in memory").isNull();
        assertThat(log.after(1, FRAME)).as("pushed out by the newest").isNull();
        assertThat(numbers(FrameText.only(log.after(2, FRAME).frame()).json())).containsExactly(3L);
    }

    @Test
    void what_an_audience_never_sees_is_bounded_too() {
        AudienceLog log = log(0, 10_000);
        for (int seq = 1; seq <= 100_000; seq++) {
            log.append(null);
        }
        assertThat(log.bytes()).isLessThanOrEqualTo(10_000);
        assertThat(log.head()).isEqualTo(100_000);
        assertThat(log.after(50_000, FRAME)).isNull();
        log.after(99_990, FRAME).frame().release();
    }

    @Test
    void after_a_skip_nothing_older_is_in_memory() {
        AudienceLog log = log(0, 10_000);
        log.append(change(1, 1));
        log.skipTo(500);
        assertThat(log.head()).isEqualTo(500);
        assertThat(log.after(0, FRAME)).isNull();
        log.append(change(501, 1));
        assertThat(numbers(FrameText.only(log.after(500, FRAME).frame()).json()))
                .containsExactly(501L);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void any_reader_gets_every_number_it_may_see_once_or_is_sent_to_the_log(long seed) {
        Random random = new Random(seed);
        AudienceLog log = log(100, 5_000);
        java.util.Set<Long> seen = new java.util.HashSet<>();
        long position = 100;
        for (long seq = 101; seq <= 3_000; seq++) {
            boolean visible = random.nextInt(4) > 0;
            if (visible) {
                seen.add(seq);
            }
            log.append(visible ? change(seq, random.nextInt(300)) : null);
            assertThat(log.bytes()).isLessThanOrEqualTo(5_000);
            if (random.nextInt(6) == 0) {
                AudienceLog.Joined joined = log.after(position, 1 + random.nextInt(2_000));
                if (joined == null) {
                    position = log.head();
                    continue;
                }
                JsonNode frame = FrameText.only(joined.frame()).json();
                assertThat(frame.get("from").asLong()).isEqualTo(position + 1);
                assertThat(frame.get("seq").asLong()).isEqualTo(joined.seq());
                assertThat(numbers(frame))
                        .containsExactlyElementsOf(LongStream.rangeClosed(position + 1, joined.seq())
                                .filter(seen::contains)
                                .boxed()
                                .toList());
                position = joined.seq();
            }
        }
        assertThat(position).isGreaterThan(2_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "100, 4", "60000, 4", "70000, 10"})
    void the_header_says_how_long_the_payload_is(int size, int header) {
        ByteBuf frame = Frames.changes(1, 1, List.of(change(1, size)));
        int all = frame.readableBytes();
        FrameText text = FrameText.only(frame);
        assertThat(all - text.payload().length).isEqualTo(header);
        assertThat(text.json().at("/changes/0/x").asString()).hasSize(size);
    }
}
