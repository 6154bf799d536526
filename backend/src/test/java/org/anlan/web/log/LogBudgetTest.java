package org.anlan.web.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogBudgetTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void a_burst_is_written_and_what_goes_beyond_is_counted_until_there_is_room() {
        LogBudget budget = new LogBudget(3, 2, 0);
        assertThat(budget.take(0)).isZero();
        assertThat(budget.take(0)).isZero();
        assertThat(budget.take(0)).isZero();
        assertThat(budget.take(1)).isEqualTo(-1);
        assertThat(budget.take(2)).isEqualTo(-1);
        assertThat(budget.take(SECOND / 2)).isEqualTo(2);
        assertThat(budget.take(SECOND / 2)).isEqualTo(-1);
        assertThat(budget.take(SECOND)).isEqualTo(1);
    }

    @Test
    void room_never_grows_beyond_the_burst() {
        LogBudget budget = new LogBudget(2, 100, 0);
        assertThat(budget.take(1000 * SECOND)).isZero();
        assertThat(budget.take(1000 * SECOND)).isZero();
        assertThat(budget.take(1000 * SECOND)).isEqualTo(-1);
    }
}
