package org.anlan.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.anlan.picture.Problem;
import org.anlan.picture.model.Call;
import org.anlan.testing.PaperSpace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import tools.jackson.databind.json.JsonMapper;

class AreaStateTest {

    private static final Instant NOON = Instant.parse("2021-07-22T04:00:00Z");

    private final PaperSpace space = new PaperSpace(NOON);

    @BeforeEach
    void furnish() {
        Places.furnish(space);
        var outline = new GeometryFactory(new PrecisionModel(), 4490).createPolygon(new Coordinate[] {
            new Coordinate(114.5, 35.6),
            new Coordinate(114.6, 35.6),
            new Coordinate(114.6, 35.7),
            new Coordinate(114.5, 35.6)
        });
        space.put(Areas.TYPE, "KD", outline, stored("detention"));
    }

    /** As it was stored before areas had states. */
    private static Area stored(String kind) {
        return JsonMapper.shared()
                .readValue(
                        "{\"code\":\"KD\",\"name\":\"柳洼\",\"kind\":\"" + kind
                                + "\",\"outlineBasis\":\"sketched\",\"officialAreaKm2\":12.5}",
                        Area.class);
    }

    private Problem refusal(AreaState next, String id, String text) {
        return space.refusal(next.asCommand(), PaperSpace.DUTY, Call.on(id, new AreaState.Input(text)));
    }

    private Area now(AreaState next, String text) {
        space.ask(next.asCommand(), PaperSpace.DUTY, Call.on("KD", new AreaState.Input(text)));
        return space.picture().get(Areas.TYPE, "KD").properties();
    }

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

    @Test
    void an_area_stored_before_there_were_states_is_idle_and_a_dyke_has_none() {
        assertThat(stored("detention").state()).isEqualTo(AreaState.IDLE);
        assertThat(stored("dyke").state()).isNull();
    }

    @Test
    void each_step_says_since_when_and_why() {
        Area flooded = now(AreaState.FLOOD, " 河水漫入 ");
        assertThat(flooded.state()).isEqualTo(AreaState.FLOOD);
        assertThat(flooded.stateSince()).isEqualTo(NOON);
        assertThat(flooded.stateText()).isEqualTo("河水漫入");
        space.setNow(NOON.plusSeconds(60));
        assertThat(now(AreaState.DRAIN, null).stateText()).isNull();
        assertThat(now(AreaState.IDLE, null).stateSince()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void a_wrong_step_names_the_steps_that_are_allowed() {
        now(AreaState.FLOOD, null);
        Problem problem = refusal(AreaState.IDLE, "KD", null);
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.code()).isEqualTo("transition");
        assertThat(problem.extra()).isEqualTo(Map.of("allowed", java.util.List.of("drain")));
        assertThat(problem.detail().zh()).isEqualTo("「柳洼」现为蓄滞洪,不能解除");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PREPARE", "CLEAR", "FLOOD", "DRAIN", "IDLE"})
    void a_dyke_refuses_every_state(AreaState next) {
        Problem problem = refusal(next, "LH-L", null);
        assertThat(problem.code()).isEqualTo("transition");
        assertThat(problem.detail().en()).contains("is a dyke");
    }

    @Test
    void a_text_too_long_is_refused() {
        assertThat(refusal(AreaState.FLOOD, "KD", "水".repeat(501))
                        .errors()
                        .get(0)
                        .field())
                .isEqualTo("text");
    }

    @Test
    void a_drill_begins_with_no_area_in_use() {
        now(AreaState.FLOOD, "河水漫入");
        Area entering =
                Areas.TYPE.intoDrill(space.picture().get(Areas.TYPE, "KD")).orElseThrow();
        assertThat(entering).isEqualTo(stored("detention"));
    }
}
