package org.anlan.fieldreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.anlan.picture.PictureException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportStateTest {

    @ParameterizedTest(name = "{0} takes {1}")
    @CsvSource({
        "RECEIVED,  accept answer ask locate merge reject see withdraw",
        "ACCEPTED,  answer ask locate see unaccept",
        "MERGED,    answer ask locate see unmerge",
        "REJECTED,  restore see",
        "WITHDRAWN, see",
    })
    void each_state_takes_these_commands_and_names_them_when_it_refuses(ReportState state, String allowed) {
        for (String command : List.of(
                "accept",
                "answer",
                "ask",
                "locate",
                "merge",
                "reject",
                "restore",
                "see",
                "unaccept",
                "unmerge",
                "withdraw")) {
            if (List.of(allowed.split(" ")).contains(command)) {
                state.mustAllow(command);
            } else {
                assertThatThrownBy(() -> state.mustAllow(command))
                        .isInstanceOfSatisfying(PictureException.class, refused -> {
                            assertThat(refused.problem().status()).isEqualTo(409);
                            assertThat(refused.problem().code()).isEqualTo("state");
                            assertThat(refused.problem().extra())
                                    .containsEntry("allowed", List.of(allowed.split(" ")))
                                    .containsEntry("state", state.word());
                            assertThat(refused.problem().detail().zh()).contains(command);
                        });
            }
        }
    }
}
