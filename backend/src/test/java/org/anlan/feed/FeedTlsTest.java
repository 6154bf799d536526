package org.anlan.feed;

import static org.anlan.feed.Viewer.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import org.anlan.feed.FeedNotes.Note;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.SelfSigned;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed over TLS: shared frames pass through the encryption of every connection. */
class FeedTlsTest {

    @TempDir
    Path directory;

    @Test
    void over_tls_every_viewer_gets_every_change() throws Exception {
        SelfSigned keys = SelfSigned.in(directory);
        try (TestServer server = TestServer.start(
                TestDatabase.H2GIS,
                List.of(FeedNotes.class),
                "spring.ssl.bundle.jks.test.keystore.location=" + keys.store(),
                "spring.ssl.bundle.jks.test.keystore.password=" + SelfSigned.PASSWORD,
                "spring.ssl.bundle.jks.test.keystore.type=PKCS12",
                "server.ssl.bundle=test")) {
            Space live = server.bean(Spaces.class).get(Spaces.LIVE);
            FeedNotes.Writer writer = new FeedNotes.Writer(live);
            HttpCaller plain = server.admin();
            HttpCaller admin = new HttpCaller(
                    URI.create("https://127.0.0.1:" + plain.base().getPort()), plain.headers());
            HttpClient client =
                    HttpClient.newBuilder().sslContext(keys.context()).build();
            List<Viewer> viewers = java.util.stream.Stream.generate(() -> Viewer.open(client, admin, "live"))
                    .limit(5)
                    .toList();
            soon().until(() -> viewers.stream().allMatch(viewer -> viewer.epoch() != null));
            String id = writer.create(new Note("0"));
            for (int version = 1; version <= 60; version++) {
                writer.write(id, new Note(version + "洪".repeat(version * 500)));
            }
            for (Viewer viewer : viewers) {
                viewer.awaitNumber(live.head().seq());
                assertThat(viewer.features().get("notes/" + id).get("version").asLong())
                        .isEqualTo(61);
                viewer.cut();
            }
            FeedMetrics metrics = server.bean(FeedMetrics.class);
            soon().until(() -> metrics.sessions() == 0 && metrics.bytesInFlight() == 0);
        }
    }
}
