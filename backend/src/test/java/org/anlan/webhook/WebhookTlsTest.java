package org.anlan.webhook;

import static org.anlan.webhook.Receiver.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.anlan.testing.SelfSigned;
import org.anlan.testing.TestDatabase;
import org.anlan.webhook.tls.Authorities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receivers over https. */
class WebhookTlsTest {

    @TempDir
    Path directory;

    @Test
    void a_receiver_that_is_not_believed_gets_nothing_and_everything_once_its_authority_is_named() throws Exception {
        SelfSigned keys = SelfSigned.in(directory);
        try (Receiver receiver = new Receiver(keys.context());
                var database = TestDatabase.H2GIS.create()) {
            Sender.Made made;
            try (Sender sender = Sender.on(database, receiver)) {
                made = sender.subscribe(receiver.url("/hook"), "viewer");
                sender.write("while nobody believed it");
                soon().until(() ->
                        sender.state(made.id()).get("lastReason").asString("").equals("tls"));
                assertThat(receiver.all()).isEmpty();
            }
            try (Sender sender = Sender.on(database, receiver, "anlan.webhooks.authorities=" + keys.pem())) {
                sender.write("afterwards");
                soon().until(() -> receiver.seq("/hook", made.seq()) == sender.head());
                assertThat(receiver.texts("/hook")).containsExactly("while nobody believed it", "afterwards");
                assertThat(receiver.tries("/hook")).allMatch(one -> one.isSignedWith(made.secret()));
            }
        }
    }

    @Test
    void a_file_without_a_certificate_is_refused_with_its_name_and_setting() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));
        Path text = Files.writeString(directory.resolve("text.pem"), "no certificate");
        for (Path file : new Path[] {empty, text, directory.resolve("none.pem")}) {
            assertThatThrownBy(() -> Authorities.with(file))
                    .hasMessageContaining("ANLAN_WEBHOOK_AUTHORITIES")
                    .hasMessageContaining(file.getFileName().toString());
        }
    }
}
