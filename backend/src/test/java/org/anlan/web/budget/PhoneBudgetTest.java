package org.anlan.web.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Decision;
import org.anlan.testing.PaperSpace;
import org.junit.jupiter.api.Test;

class PhoneBudgetTest {

    private record Nothing() {}

    private long nanos = 7;
    private final PhoneBudget budget = new PhoneBudget(3, () -> nanos);

    private static Submission<?> submission(Actor actor, String command, String key) {
        CommandType<Nothing> type = new CommandType<>(
                "notes",
                command,
                Nothing.class,
                Role.ALL,
                (picture, context, call) -> Decision.refuse(Problem.of(500, "unused", "", "")));
        return Submission.of(type, new Call<>("n", null, new Nothing(), null), actor, key, "hash");
    }

    private PhoneBudget.Refund send(String key) {
        return budget.spend(submission(PaperSpace.FIELD, CommandType.CREATE, key));
    }

    private Problem refusal() {
        return catchThrowableOfType(PictureException.class, () -> send(null)).problem();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void beyond_the_hours_share_it_says_when_the_next_is_taken() {
        send(null);
        pass(Duration.ofMinutes(40));
        send(null);
        send(null);
        Problem problem = refusal();
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.code()).isEqualTo("budget");
        assertThat(problem.extra()).containsEntry("retryAfterSeconds", 20 * 60 + 1L);
        pass(Duration.ofMinutes(20));
        send(null);
        assertThat(refusal().extra()).containsEntry("retryAfterSeconds", 40 * 60 + 1L);
    }

    @Test
    void the_same_key_again_costs_nothing_even_when_the_share_is_spent() {
        send("one");
        send("two");
        send("three");
        assertThatCode(() -> send("one")).doesNotThrowAnyException();
        assertThat(refusal().status()).isEqualTo(429);
    }

    @Test
    void what_was_refused_is_given_back_once() {
        PhoneBudget.Refund refund = send("one");
        send("two");
        send("three");
        refund.give();
        refund.give();
        send("four");
        assertThat(refusal().status()).isEqualTo(429);
    }

    @Test
    void each_phone_has_its_own_and_nobody_else_has_any() {
        for (int sent = 0; sent < 3; sent++) {
            send(null);
        }
        budget.spend(submission(PaperSpace.OTHER_FIELD, CommandType.CREATE, null));
        for (int sent = 0; sent < 10; sent++) {
            budget.spend(submission(PaperSpace.DUTY, CommandType.CREATE, null));
        }
        assertThat(refusal().status()).isEqualTo(429);
    }

    @Test
    void steps_and_rows_have_shares_of_their_own() {
        for (int step = 0; step < 30; step++) {
            budget.spend(submission(PaperSpace.FIELD, "answer", null));
        }
        Problem steps = catchThrowableOfType(
                        PictureException.class, () -> budget.spend(submission(PaperSpace.FIELD, "answer", null)))
                .problem();
        assertThat(steps.extra()).containsEntry("limit", 30);
        assertThat(steps.detail().zh()).contains("操作 30 次");
        budget.spend(PaperSpace.FIELD, 200);
        pass(Duration.ofMinutes(10));
        budget.spend(PaperSpace.FIELD, 100);
        Problem rows = catchThrowableOfType(PictureException.class, () -> budget.spend(PaperSpace.FIELD, 201))
                .problem();
        assertThat(rows.extra())
                .as("until the second batch is an hour old, too")
                .containsEntry("limit", 300)
                .containsEntry("retryAfterSeconds", 60 * 60 + 1L);
        budget.spend(PaperSpace.DUTY, 10_000);
        send(null);
    }

    @Test
    void rows_that_were_not_stored_are_given_back_and_a_large_batch_alone_is_taken() {
        PhoneBudget.Refund refund = budget.spend(PaperSpace.FIELD, 1_000);
        assertThat(catchThrowableOfType(PictureException.class, () -> budget.spend(PaperSpace.FIELD, 1)))
                .isNotNull();
        refund.give();
        refund.give();
        budget.spend(PaperSpace.FIELD, 300);
        assertThat(catchThrowableOfType(PictureException.class, () -> budget.spend(PaperSpace.FIELD, 1)))
                .isNotNull();
    }
}
