package org.anlan.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.anlan.feed.FeedNotes.Note;
import org.anlan.feed.encoding.AudienceLog;
import org.anlan.feed.encoding.ChangeEncoder;
import org.anlan.feed.encoding.FeatureBytes;
import org.anlan.feed.encoding.Frames;
import org.anlan.picture.Change;
import org.anlan.picture.Head;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Registry;
import org.anlan.picture.stream.Latest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The frames and close codes that docs/protocol.md shows are the ones there are. */
class FeedDocTest {

    private static final Instant AT = Instant.parse("2026-07-21T08:00:01.020Z");

    private static String section() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "protocol.md"));
        return document.replaceFirst("(?s).*\\n## WebSocket\\n", "").replaceFirst("(?s)\\n## .*", "");
    }

    /** Member names, of the frame itself and of the changes in it. */
    private static String shape(JsonNode frame) {
        Set<String> changes = new TreeSet<>();
        frame.path("changes").forEach(change -> changes.add(new TreeSet<>(names(change)).toString()));
        return frame.get("type").asString() + " " + new TreeSet<>(names(frame)) + " " + changes;
    }

    private static List<String> names(JsonNode object) {
        return new ArrayList<>(object.propertyNames());
    }

    @Test
    void every_frame_is_shown_and_no_other() throws IOException {
        Stream<String> shown = section()
                .lines()
                .filter(line -> line.startsWith("{\"type\""))
                .map(line -> shape(JsonMapper.shared().readTree(line)));
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        sent().map(FeedDocTest::shape).toList());
    }

    private static Stream<JsonNode> sent() {
        Head head = new Head(4830, AT, 0, Head.Database.ANSWERS);
        return Stream.of(
                        Frames.hello("live", "epoch", head, SpaceClock.REAL),
                        changes(),
                        Frames.latest("levels", AT, List.of(new Latest("a", AT, List.of(60.72)))),
                        Frames.mark(4830, head, SpaceClock.REAL),
                        Frames.mark(4830, new Head(4830, AT, 0, Head.Database.AWAY), SpaceClock.REAL),
                        Frames.mark(4830, new Head(4830, AT, 0, Head.Database.FULL), SpaceClock.REAL),
                        Frames.mark(4823, head, SpaceClock.REAL),
                        Frames.reset("another epoch"))
                .map(frame -> FrameText.only(frame).json());
    }

    private static io.netty.buffer.ByteBuf changes() {
        Registry registry = new Registry(List.of(FeedNotes.NOTES), List.of());
        ChangeEncoder encoder = new ChangeEncoder(registry, new FeatureBytes(new FeatureJson(registry)));
        Reader duty = new Reader(Role.DUTY_OFFICER, Set.of(), "");
        AudienceLog log = new AudienceLog(0, 1 << 20);
        Feature<Note> note = new Feature<>("notes", "n", null, new Note("x"), 1, 1, AT, "duty1");
        log.append(encoder.of(new Change(1, AT, AT, "b", "a", "create", "notes", "n", note))
                .as(duty));
        log.append(encoder.of(new Change(2, AT, AT, "b", "a", "remove", "notes", "n", null))
                .as(duty));
        io.netty.buffer.ByteBuf frame = log.after(0, 1 << 20).frame();
        log.close();
        return frame;
    }

    @Test
    void every_close_code_of_ours_is_explained() throws IOException {
        String section = section();
        Map.of(
                        "signed out", FeedSession.SIGNED_OUT,
                        "no space", FeedSession.NO_SPACE,
                        "stalled", FeedSession.STALLED,
                        "reset", FeedSession.RESET,
                        "too many", FeedSession.TOO_MANY,
                        "going away", FeedSession.GOING_AWAY)
                .forEach((why, code) -> assertThat(section).as(why).contains("| " + code + " |"));
    }
}
