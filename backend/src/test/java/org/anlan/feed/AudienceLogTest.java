package org.anlan.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AudienceLogTest {

    private static byte[] change(long seq, int size) {
        return ("{\"seq\":" + seq + ",\"x\":\"" + "y".repeat(size) + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode payload(ByteBuf frame) {
        byte[] bytes = new byte[frame.readableBytes()];
        frame.getBytes(frame.readerIndex(), bytes);
        int header = (bytes[1] & 0x7f) == 127 ? 10 : (bytes[1] & 0x7f) == 126 ? 4 : 2;
        return JsonMapper.shared().readTree(new String(bytes, header, bytes.length - header, StandardCharsets.UTF_8));
    }

    @Test
    void what_waits_becomes_one_frame_and_those_at_one_place_share_it() {
        AudienceLog log = new AudienceLog(10, 1000, 1000);
        log.append(change(11, 1));
        log.append(null);
        log.append(change(13, 1));
        AudienceLog.Joined joined = log.after(10);
        assertThat(log.after(10)).isSameAs(joined);
        JsonNode frame = payload(joined.frame());
        assertThat(frame.get("from").asLong()).isEqualTo(11);
        assertThat(frame.get("seq").asLong()).isEqualTo(13);
        assertThat(frame.get("changes").valueStream().map(node -> node.get("seq")
                        .asLong()))
                .containsExactly(11L, 13L);
        assertThat(log.after(13)).isNull();
    }

    @Test
    void a_range_of_which_nothing_is_seen_still_advances() {
        AudienceLog log = new AudienceLog(0, 1000, 1000);
        log.append(null);
        assertThat(payload(log.after(0).frame()).toString())
                .isEqualTo("{\"type\":\"changes\",\"from\":1,\"seq\":1,\"changes\":[]}");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void any_reader_gets_every_number_once_or_is_sent_to_the_log(long seed) {
        Random random = new Random(seed);
        AudienceLog log = new AudienceLog(100, 5_000, 700);
        long position = 100;
        for (int step = 0; step < 2_000; step++) {
            log.append(random.nextInt(4) == 0 ? null : change(101 + step, random.nextInt(300)));
            assertThat(log.bytes()).isLessThanOrEqualTo(5_400);
            if (random.nextInt(6) == 0) {
                AudienceLog.Joined joined = log.after(position);
                if (joined == null) {
                    position = log.head();
                    continue;
                }
                JsonNode frame = payload(joined.frame());
                assertThat(frame.get("from").asLong()).isEqualTo(position + 1);
                assertThat(frame.get("seq").asLong()).isEqualTo(joined.seq()).isLessThanOrEqualTo(log.head());
                position = joined.seq();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 2", "126, 4", "65535, 4", "65536, 10"})
    void the_header_says_how_long_the_payload_is(int length, int header) {
        ByteBuf frame = Frames.changes(1, 1, java.util.List.of(change(1, length)));
        int all = frame.readableBytes();
        int second = frame.getUnsignedByte(1);
        long said = second < 126 ? second : second == 126 ? frame.getUnsignedShort(2) : frame.getLong(2);
        assertThat(said).isEqualTo(all - (second < 126 ? 2 : second == 126 ? 4 : 10));
        assertThat(frame.getUnsignedByte(0)).isEqualTo((short) 0x81);
        assertThat(header).isPositive();
    }
}
