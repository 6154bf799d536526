package org.anlan.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaStateTest {

    @ParameterizedTest
    @CsvSource({
        "IDLE,    PREPARE CLEAR FLOOD",
        "PREPARE, CLEAR FLOOD IDLE",
        "CLEAR,   FLOOD PREPARE IDLE",
        "FLOOD,   DRAIN",
        "DRAIN,   IDLE FLOOD"
    })
    void an_area_is_flooded_from_any_state_but_never_dry_without_draining(AreaState state, String next) {
        assertThat(state.next().stream().map(Enum::name)).containsExactly(next.split(" "));
    }
}
