package org.anlan.feed.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.anlan.feed.FrameText;
import org.anlan.picture.Head;
import org.anlan.picture.SpaceClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class FramesTest {

    private static final Instant AT = Instant.parse("2026-07-21T08:00:00.250Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // sent so far | head | the database | the mark
                "7|7|ANSWERS|{\"type\":\"mark\",\"seq\":7,\"at\":\"2026-07-21T08:00:00.250Z\"}",
                "7|7|AWAY|{\"type\":\"mark\",\"seq\":7,\"at\":\"2026-07-21T08:00:00.250Z\",\"degraded\":true}",
                "7|7|FULL|{\"type\":\"mark\",\"seq\":7,\"at\":\"2026-07-21T08:00:00.250Z\",\"degraded\":true,\"cause\":\"disk\"}",
                "5|7|ANSWERS|{\"type\":\"mark\",\"seq\":5,\"at\":\"2026-07-21T08:00:00.250Z\",\"head\":7}",
                "9|7|ANSWERS|{\"type\":\"mark\",\"seq\":9,\"at\":\"2026-07-21T08:00:00.250Z\"}"
            })
    void a_mark_says_what_was_sent_when_the_head_was_verified_and_what_is_missing(
            long sent, long head, Head.Database database, String expected) {
        Head known = new Head(head, AT, 0, database);
        assertThat(FrameText.only(Frames.mark(sent, known, SpaceClock.REAL)).json())
                .isEqualTo(JsonMapper.shared().readTree(expected));
    }

    @Test
    void hello_names_space_epoch_and_head() {
        assertThat(FrameText.only(Frames.hello(
                                "live", "e\"1", new Head(4, AT, 0, Head.Database.ANSWERS), SpaceClock.REAL))
                        .json()
                        .toString())
                .isEqualTo("{\"type\":\"hello\",\"space\":\"live\",\"epoch\":\"e\\\"1\",\"seq\":4,"
                        + "\"at\":\"2026-07-21T08:00:00.250Z\"}");
    }

    @Test
    void a_close_frame_carries_its_code() {
        assertThat(FrameText.only(Frames.close(4401, "signed out")).closeCode()).isEqualTo(4401);
    }
}
