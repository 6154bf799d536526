package org.anlan.feed;

import static org.anlan.feed.Viewer.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.anlan.feed.FeedNotes.Note;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, as a viewer sees them. */
class FeedNodesTest {

    private static final int TIMES = 20;

    @Test
    void a_viewer_that_comes_from_another_node_is_not_reset_because_it_knows_more() {
        try (TestDatabase.Opened database = TestDatabase.POSTGIS.open();
                TestServer first = TestServer.on(database, List.of(FeedNotes.class));
                TestServer second = TestServer.on(database, List.of(FeedNotes.class))) {
            Space live = first.bean(Spaces.class).get(Spaces.LIVE);
            FeedNotes.Writer writer = new FeedNotes.Writer(live);
            for (int time = 0; time < TIMES; time++) {
                writer.create(new Note("from the first " + time));
                long seq = live.head().seq();
                Viewer viewer = Viewer.open(second.admin(), "?since=" + seq + "&epoch=" + live.epoch());
                soon().until(() ->
                        viewer.epoch() != null || viewer.frames("reset").size() == 1);
                assertThat(viewer.frames("reset")).as("at " + seq).isEmpty();
                assertThat(viewer.frames("hello").get(0).get("seq").asLong()).isGreaterThanOrEqualTo(seq);
                viewer.cut();
            }
        }
    }
}
