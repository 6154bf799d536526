package org.anlan.feed;

import static org.anlan.feed.Viewer.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.anlan.feed.FeedNotes.Note;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.testing.Outage;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What viewers are told while the database is away, hangs, or is written by another node, and when servers restart. */
class FeedOutageTest {

    private TestDatabase.Opened database;
    private TestServer server;

    @BeforeEach
    void start() {
        database = TestDatabase.POSTGIS.create();
        server = TestServer.on(database, List.of(FeedNotes.class));
    }

    @AfterEach
    void stop() {
        new Outage(database).end();
        server.close();
        database.close();
    }

    private static Space live(TestServer node) {
        return node.bean(Spaces.class).get(Spaces.LIVE);
    }

    private static FeedNotes.Writer writer(TestServer node) {
        return new FeedNotes.Writer(live(node));
    }

    private static Instant at(JsonNode mark) {
        return Instant.parse(mark.get("at").asString());
    }

    private static boolean isDegraded(JsonNode mark) {
        return mark.path("degraded").asBoolean();
    }

    @Test
    void while_the_database_is_away_marks_keep_the_old_time_and_say_degraded_and_then_recover() {
        writer(server).create(new Note("before"));
        Viewer viewer = Viewer.follow(server.admin());
        assertThat(isDegraded(viewer.nextMark())).isFalse();
        Outage outage = new Outage(database);
        outage.begin();
        soon().until(() -> isDegraded(viewer.nextMark()));
        Instant frozen = at(viewer.nextMark());
        JsonNode later = viewer.nextMark();
        assertThat(at(later)).isEqualTo(frozen).isBefore(Instant.now().minusSeconds(1));
        assertThat(isDegraded(later)).isTrue();

        outage.end();
        soon().until(() -> !isDegraded(viewer.nextMark()));
        assertThat(at(viewer.nextMark())).isAfter(frozen);
        soon().until(() -> {
            try {
                writer(server).create(new Note("after"));
                return true;
            } catch (AssertionError | CompletionException stillAway) {
                return false;
            }
        });
        viewer.awaitNumber(live(server).head().seq());
        assertThat(viewer.isClosed()).isFalse();
        viewer.cut();
    }

    @Test
    void a_database_that_hangs_is_degraded_too() throws SQLException {
        Viewer viewer = Viewer.follow(server.admin());
        try (Connection blocker = database.dataSource().getConnection()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE space IN ACCESS EXCLUSIVE MODE");
            soon().until(() -> isDegraded(viewer.nextMark()));
            assertThat(at(viewer.nextMark())).isEqualTo(at(viewer.nextMark()));
            blocker.rollback();
        }
        soon().until(() -> !isDegraded(viewer.nextMark()));
        viewer.cut();
    }

    @Test
    void viewers_of_one_node_see_what_another_node_wrote() {
        try (TestServer other = TestServer.on(database, List.of(FeedNotes.class))) {
            Viewer viewer = Viewer.follow(server.admin());
            String id = writer(other).create(new Note("0"));
            viewer.awaitNumber(live(other).head().seq());
            for (int version = 1; version <= 50; version++) {
                writer(version % 2 == 0 ? server : other).write(id, new Note("" + version));
            }
            viewer.awaitNumber(live(server).head().seq()); // it wrote last; the other's head may lag behind
            assertThat(viewer.features().get("notes/" + id).get("version").asLong())
                    .isEqualTo(51);
            viewer.cut();
        }
    }

    @Test
    void a_server_that_stops_says_so_and_its_viewers_go_on_at_the_next_one() {
        Viewer viewer = Viewer.follow(server.admin());
        String id = writer(server).create(new Note("before"));
        viewer.awaitNumber(live(server).head().seq());
        server.close();
        assertThat(viewer.closeCode()).isEqualTo(FeedSession.GOING_AWAY);
        server = TestServer.on(database, List.of(FeedNotes.class));
        for (int version = 2; version <= 300; version++) {
            writer(server).write(id, new Note("" + version));
        }
        Viewer back = viewer.resume(server.admin());
        back.awaitNumber(live(server).head().seq());
        assertThat(back.features()).isEqualTo(Viewer.features(Viewer.picture(server.admin())));
        assertThat(server.bean(FeedMetrics.class).logReads()).isPositive();
        back.cut();
    }
}
