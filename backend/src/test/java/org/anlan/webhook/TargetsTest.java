package org.anlan.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {

    private static final Targets TARGETS = new Targets(
            List.of("hooks.example.cn", "Bureau.example.cn:8443", "127.0.0.1:9000", "[::1]:9000", "10.0.0.5"));

    private static Problem refusal(Targets targets, String url) {
        return catchThrowableOfType(PictureException.class, () -> targets.check(url))
                .problem();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.cn/anlan",
                "https://HOOKS.example.cn:443/anlan?key=1",
                "https://bureau.example.cn:8443",
                "http://127.0.0.1:9000/x",
                "https://127.0.0.1:9000/x",
                "http://[::1]:9000/",
                "https://10.0.0.5/"
            })
    void a_host_that_is_named_may_be_sent_to(String url) {
        assertThat(TARGETS.check(url)).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://elsewhere.example.cn/             | is not among",
                "https://hooks.example.cn:8443/            | is not among",
                "https://bureau.example.cn/                | is not among",
                "https://hooks.example.cn./                | is not among",
                "https://evil.cn/?hooks.example.cn         | is not among",
                "https://169.254.169.254/latest/meta-data/ | is not among",
                "https://0x7f000001:9000/                  | is not among",
                "http://127.0.0.1:9001/                    | is not among",
                "http://127.0.0.1/                         | is not among",
                "http://localhost:9000/                    | is not among",
                "http://hooks.example.cn/                  | must be https",
                "http://10.0.0.5/                          | must be https",
                "http://127.0.0.1.evil.cn:9000/            | must be https",
                "ftp://hooks.example.cn/                   | must be https",
                "file:///etc/passwd                        | needs a host",
                "https:hooks.example.cn                    | needs a host",
                "hooks.example.cn                          | needs a host",
                "https://hooks.example.cn/#part            | fragment",
                "https://hooks.example.cn\\@evil.cn/       | normal form",
                "https://hooks.example.cn evil.cn/         | normal form",
                "https://user:secret-word@hooks.example.cn/ | user name or password",
                "https://hooks.example.cn@evil.cn/         | user name or password",
            })
    void any_other_target_is_refused_with_what_is_wrong(String url, String why) {
        Problem problem = refusal(TARGETS, url);
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors().get(0).field()).isEqualTo("url");
        assertThat(problem.detail().en()).contains(why);
        assertThat(problem.toString()).doesNotContain("secret-word");
    }

    @Test
    void without_any_named_host_the_refusal_names_the_setting() {
        Problem problem = refusal(new Targets(List.of()), "https://hooks.example.cn/");
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.detail().zh()).contains("anlan.webhooks.allowed-hosts");
        assertThat(problem.detail().en()).contains("ANLAN_WEBHOOK_HOSTS");
    }

    @Test
    void a_missing_or_endless_url_is_refused() {
        assertThat(refusal(TARGETS, null).status()).isEqualTo(422);
        assertThat(refusal(TARGETS, "https://hooks.example.cn/" + "x".repeat(2000))
                        .status())
                .isEqualTo(422);
    }
}
