package org.anlan.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Decision;
import org.anlan.testing.PaperSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a drill and of its clock; both are decided together. */
class DrillCommandsTest {

    private static final Instant FROM = Instant.parse("2021-07-21T00:00:00Z");
    private static final Instant TO = Instant.parse("2021-07-22T00:00:00Z");
    private static final Instant REAL = Instant.parse("2026-11-27T00:00:00Z");

    private final PaperSpace space = new PaperSpace(FROM.plusSeconds(3600));

    private static Instant hour(Integer hours) {
        return hours == null ? null : FROM.plusSeconds(3600L * hours);
    }

    private void drill(Drill.State state, Instant seekTo) {
        Drill drill = new Drill(
                "x", "演练", "Drill", state, 600, FROM, TO, 10, 99, REAL, "admin", null, seekTo, null, 0, List.of());
        space.put(DrillCommands.DRILLS, DrillCommands.ID, null, drill);
    }

    private Drill drill() {
        return space.picture().get(DrillCommands.DRILLS, DrillCommands.ID).properties();
    }

    private <I> Decision.Pace ask(CommandType<I> command, I input) {
        return space.ask(command, DrillCommands.CLERK, Call.on(DrillCommands.ID, input))
                .pace();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    PLAYING, ,   true,  ,   PAUSED,  600, 0
                    PAUSED,  60, ,      ,   PAUSED,  60,  0
                    PAUSED,  ,   false, ,   PLAYING, 600, 600
                    FAILED,  60, false, ,   PLAYING, 60,  60
                    PLAYING, 60, ,      ,   PLAYING, 60,  60
                    PAUSED,  ,   ,      5,  SEEKING, 600, 0
                    SEEKING, ,   ,      99, SEEKING, 600, 0
                    SEEKING, ,   true,  ,   PAUSED,  600, 0
                    """)
    void steering_sets_state_and_clock(
            Drill.State state,
            Double rate,
            Boolean paused,
            Integer seekTo,
            Drill.State next,
            double nextRate,
            double clock) {
        drill(state, state == Drill.State.SEEKING ? hour(3) : null);
        Decision.Pace pace = ask(DrillCommands.STEER, new DrillCommands.Steering(rate, paused, hour(seekTo)));
        assertThat(drill().state()).isEqualTo(next);
        assertThat(drill().rate()).isEqualTo(nextRate);
        assertThat(drill().seekTo()).isEqualTo(seekTo == null ? null : hour(Math.min(seekTo, 24)));
        assertThat(pace).isEqualTo(new Decision.Pace(null, clock));
    }

    @Test
    void a_drill_that_is_over_and_a_time_that_has_passed_are_refused() {
        drill(Drill.State.PLAYING, null);
        DrillCommands.Steering back = new DrillCommands.Steering(null, null, FROM);
        assertThat(space.refusal(DrillCommands.STEER, DrillCommands.CLERK, Call.on(DrillCommands.ID, back))
                        .code())
                .isEqualTo("seek-back");
        ask(DrillCommands.END, new DrillCommands.End(REAL));
        DrillCommands.Steering on = new DrillCommands.Steering(60.0, false, null);
        assertThat(space.refusal(DrillCommands.STEER, DrillCommands.CLERK, Call.on(DrillCommands.ID, on))
                        .code())
                .isEqualTo("drill-over");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    SEEKING, 10, 12, 2, 12, 2
                    SEEKING, 10, 10, 3, 10, 3
                    SEEKING, 10, 12, 4, 12,
                    SEEKING, 10, 12, ,  12,
                    SEEKING, 9,  12, 2, 10,
                    SEEKING, 11, 12, 2, 10,
                    PLAYING, 10, 12, 2, 12,
                    PAUSED,  10, 12, 2, 12,
                    PAUSED,  10, 10, 2, 10,
                    """)
    void progress_counts_from_where_the_drill_is_and_moves_the_clock_of_a_seek(
            Drill.State state, int from, int played, Integer next, int counted, Integer clock) {
        drill(state, state == Drill.State.SEEKING ? hour(3) : null);
        Decision.Pace pace =
                ask(DrillCommands.PROGRESS, new DrillCommands.Progress(from, played, List.of(), hour(next)));
        assertThat(drill().played()).isEqualTo(counted);
        assertThat(drill().state()).isEqualTo(state);
        assertThat(pace).isEqualTo(clock == null ? null : new Decision.Pace(hour(clock), 0));
    }

    @ParameterizedTest
    @CsvSource({"3, PLAYING, 600", "24, FINISHED, 0"})
    void a_seek_arrives_at_its_time_with_the_clock_going_on_unless_the_scenario_is_over(
            int seekTo, Drill.State next, double rate) {
        drill(Drill.State.SEEKING, hour(seekTo));
        assertThat(ask(DrillCommands.ARRIVE, new DrillCommands.Arrival(REAL)))
                .isEqualTo(new Decision.Pace(hour(seekTo), rate));
        assertThat(drill().state()).isEqualTo(next);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SEEKING")
    void what_does_not_seek_does_not_arrive(Drill.State state) {
        drill(state, null);
        assertThat(ask(DrillCommands.ARRIVE, new DrillCommands.Arrival(REAL))).isNull();
        assertThat(drill().state()).isEqualTo(state);
    }

    @Test
    void the_clock_of_a_drill_that_failed_or_ended_stands() {
        drill(Drill.State.SEEKING, hour(3));
        assertThat(ask(DrillCommands.FAIL, new Drill.Failure("s.csv", 2, FROM, "坏", "bad")))
                .isEqualTo(new Decision.Pace(null, 0));
        assertThat(drill().state()).isEqualTo(Drill.State.FAILED);
        assertThat(ask(DrillCommands.END, new DrillCommands.End(REAL))).isEqualTo(new Decision.Pace(null, 0));
        assertThat(ask(DrillCommands.END, new DrillCommands.End(REAL))).isNull();
    }
}
