package org.anlan.feed;

import static org.anlan.feed.Viewer.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.Nginx;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;

/** Two nodes behind the load balancer of the operations manual; one of them stops. */
class FeedBalancerTest {

    private static final List<Class<?>> NOTES = List.of(FeedNotes.class);

    private final AtomicInteger written = new AtomicInteger();

    /** Repeats a command with its key until it is done, as pages and phones do. */
    private void write(HttpCaller caller, int number) {
        Map<String, Object> note = Map.of("text", "note " + number, "secret", false);
        soon().until(() -> {
            try {
                return caller.key("note " + number)
                                .post("/api/live/notes", Map.of("type", "Feature", "properties", note))
                                .status()
                        == 201;
            } catch (IllegalStateException unanswered) {
                return false;
            }
        });
        written.set(number + 1);
    }

    private static Viewer resumed(Viewer gone, HttpCaller caller) {
        return org.awaitility.Awaitility.await()
                .atMost(Viewer.PATIENCE)
                .until(
                        () -> {
                            try {
                                return gone.resume(caller);
                            } catch (CompletionException notYet) {
                                return null;
                            }
                        },
                        java.util.Objects::nonNull);
    }

    @Test
    void when_a_node_stops_its_viewer_goes_on_at_the_other_and_no_command_is_lost_or_done_twice() throws Exception {
        try (TestDatabase.Opened database = TestDatabase.POSTGIS.create();
                TestServer one = TestServer.on(database, NOTES, "anlan.trusted-proxies=127.0.0.1");
                TestServer two = TestServer.on(database, NOTES, "anlan.trusted-proxies=127.0.0.1");
                Nginx nginx = Nginx.start(one.base(), two.base())) {
            HttpCaller caller = nginx.through(one.admin());
            write(caller, 0);
            Viewer viewer = Viewer.follow(caller);
            soon().until(() -> one.bean(FeedMetrics.class).sessions()
                            + two.bean(FeedMetrics.class).sessions()
                    == 1);
            TestServer mine = one.bean(FeedMetrics.class).sessions() == 1 ? one : two;

            AtomicBoolean enough = new AtomicBoolean();
            ExecutorService writer = Executors.newSingleThreadExecutor();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(
                    () -> {
                        for (int number = 1; !enough.get(); number++) {
                            write(caller, number);
                        }
                    },
                    writer);
            soon().until(() -> viewer.position() >= 20);
            mine.close();
            assertThat(viewer.closeCode()).isEqualTo(FeedSession.GOING_AWAY);
            Viewer back = resumed(viewer, caller);
            int then = written.get();
            soon().until(() -> written.get() >= then + 20);
            enough.set(true);
            writing.join();
            writer.shutdown();

            var picture = Viewer.picture(caller);
            back.awaitNumber(picture.get("seq").asLong());
            assertThat(back.features()).isEqualTo(Viewer.features(picture));
            Map<String, Long> texts = back.features().entrySet().stream()
                    .filter(feature -> feature.getKey().startsWith("notes/"))
                    .collect(Collectors.groupingBy(
                            feature -> feature.getValue().at("/properties/text").asString(),
                            TreeMap::new,
                            Collectors.counting()));
            assertThat(texts)
                    .isEqualTo(IntStream.range(0, written.get())
                            .boxed()
                            .collect(Collectors.toMap(number -> "note " + number, once -> 1L)));
            back.cut();
        }
    }
}
