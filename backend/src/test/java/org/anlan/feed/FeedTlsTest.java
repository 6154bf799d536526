package org.anlan.feed;

import static org.anlan.feed.Viewer.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.anlan.feed.FeedNotes.Note;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed over TLS: shared frames pass through the encryption of every connection. */
class FeedTlsTest {

    private static final String SECRET = "not-secret";

    @TempDir
    Path directory;

    @Test
    void over_tls_every_viewer_gets_every_change() throws Exception {
        Path keys = keys();
        try (TestServer server = TestServer.start(
                TestDatabase.H2GIS,
                List.of(FeedNotes.class),
                "spring.ssl.bundle.jks.test.keystore.location=" + keys,
                "spring.ssl.bundle.jks.test.keystore.password=" + SECRET,
                "spring.ssl.bundle.jks.test.keystore.type=PKCS12",
                "server.ssl.bundle=test")) {
            Space live = server.bean(Spaces.class).get(Spaces.LIVE);
            FeedNotes.Writer writer = new FeedNotes.Writer(live);
            HttpCaller plain = server.admin();
            HttpCaller admin = new HttpCaller(
                    URI.create("https://127.0.0.1:" + plain.base().getPort()), plain.headers());
            HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(keys)).build();
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

    /** A key and a certificate for 127.0.0.1, by the tool of the JDK. */
    private Path keys() throws IOException, InterruptedException {
        Path keys = directory.resolve("test.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        SECRET)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
        return keys;
    }

    private static SSLContext trusting(Path keys) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keys)) {
            store.load(file, SECRET.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
