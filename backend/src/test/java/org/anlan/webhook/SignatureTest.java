package org.anlan.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final Instant NOW = Instant.parse("2026-07-21T08:00:00Z");

    /** The values are those that the specification's own libraries are tested with. */
    @Test
    void the_published_example_has_its_published_signature() {
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        assertThat(Signature.of(
                        List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330,
                        body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void a_new_secret_has_256_bits_and_is_never_the_same() {
        assertThat(Keys.create().secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(Keys.create().secret()).isNotEqualTo(Keys.create().secret());
    }

    @Test
    void after_a_rotation_both_secrets_sign_for_a_day() {
        Keys first = Keys.create();
        Keys second = first.rotate(NOW);
        assertThat(first.at(NOW)).containsExactly(first.secret());
        assertThat(second.at(NOW.plus(Duration.ofHours(23)))).containsExactly(second.secret(), first.secret());
        assertThat(second.at(NOW.plus(Duration.ofHours(24)))).containsExactly(second.secret());
    }

    @Test
    void secrets_are_in_no_text_form() {
        Keys keys = Keys.create().rotate(NOW);
        assertThat(keys.toString()).doesNotContain(keys.secret()).doesNotContain(keys.old());
    }
}
