package org.anlan.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.anlan.picture.PictureException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentStateTest {

    /** Every command in every state; an empty cell is a refusal. */
    @ParameterizedTest(name = "{0}: verify {1}, respond {2}, control {3}, close {4}, reopen {5}; allowed {6}")
    @CsvSource({
        "UNVERIFIED, VERIFIED, ,           ,           ,       ,           verify",
        "VERIFIED,   ,         RESPONDING, ,           ,       ,           respond",
        "RESPONDING, ,         ,           CONTROLLED, ,       ,           control",
        "CONTROLLED, ,         RESPONDING, ,           CLOSED, ,           respond close",
        "CLOSED,     ,         ,           ,           ,       RESPONDING, reopen",
    })
    void only_these_steps_are_taken_and_a_refusal_names_the_allowed_ones(
            IncidentState from,
            IncidentState verify,
            IncidentState respond,
            IncidentState control,
            IncidentState close,
            IncidentState reopen,
            String allowed) {
        check(from, "verify", verify, allowed);
        check(from, "respond", respond, allowed);
        check(from, "control", control, allowed);
        check(from, "close", close, allowed);
        check(from, "reopen", reopen, allowed);
    }

    private static void check(IncidentState from, String command, IncidentState to, String allowed) {
        if (to != null) {
            assertThat(from.after(command)).isEqualTo(to);
            return;
        }
        assertThatThrownBy(() -> from.after(command)).isInstanceOfSatisfying(PictureException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(409);
            assertThat(refused.problem().code()).isEqualTo("transition");
            assertThat(refused.problem().extra())
                    .containsEntry("allowed", List.of(allowed.split(" ")))
                    .containsEntry("state", from.word());
            assertThat(refused.problem().detail().zh())
                    .contains(command)
                    .contains(from.label().zh());
        });
    }
}
