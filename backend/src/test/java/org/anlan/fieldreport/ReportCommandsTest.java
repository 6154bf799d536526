package org.anlan.fieldreport;

import static org.anlan.fieldreport.Reports.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.anlan.fieldreport.ReportCommands.AnswerInput;
import org.anlan.fieldreport.ReportCommands.AskInput;
import org.anlan.fieldreport.ReportCommands.Nothing;
import org.anlan.fieldreport.ReportCommands.ReasonInput;
import org.anlan.picture.Problem;
import org.anlan.picture.model.Call;
import org.anlan.testing.PaperSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCommandsTest {

    private final PaperSpace space = Reports.space();
    private final String id = Reports.send(space).id();

    private FieldReport report() {
        return space.picture().get(FieldReports.TYPE, id).properties();
    }

    @Test
    void it_is_seen_once_by_the_first_officer() {
        space.setNow(NOW.plus(Duration.ofMinutes(2)));
        space.ask(ReportCommands.SEE, PaperSpace.DUTY, Call.on(id, new Nothing()));
        space.setNow(NOW.plus(Duration.ofMinutes(9)));
        assertThat(space.ask(ReportCommands.SEE, PaperSpace.COMMANDER, Call.on(id, new Nothing()))
                        .drafts())
                .isEmpty();
        assertThat(report().seenBy()).isEqualTo("duty1");
        assertThat(report().seenAt()).isEqualTo(NOW.plus(Duration.ofMinutes(2)));
    }

    @Test
    void a_question_back_counts_as_seen_and_is_answered_once_by_the_reporter() {
        space.ask(ReportCommands.ASK, PaperSpace.DUTY, Call.on(id, new AskInput("水是清的还是浑的?")));
        assertThat(report().seenBy()).isEqualTo("duty1");
        String ask = report().asks().get(0).id();
        var answer = Call.on(id, new AnswerInput(ask, "浑的"));
        space.ask(ReportCommands.ANSWER, PaperSpace.FIELD, answer);
        assertThat(report().asks().get(0).answer()).isEqualTo("浑的");
        assertThat(space.ask(ReportCommands.ANSWER, PaperSpace.FIELD, answer).drafts())
                .as("the same answer again")
                .isEmpty();
        assertThat(space.refusal(ReportCommands.ANSWER, PaperSpace.FIELD, Call.on(id, new AnswerInput(ask, "清的")))
                        .code())
                .isEqualTo("answered");
    }

    @Test
    void an_unknown_question_and_an_empty_answer_are_refused_together() {
        Problem problem =
                space.refusal(ReportCommands.ANSWER, PaperSpace.FIELD, Call.on(id, new AnswerInput("a7", " ")));
        assertThat(problem.errors()).extracting(Problem.Violation::field).containsExactly("text", "ask");
    }

    @ParameterizedTest(name = "{0} gets {1}")
    @CsvSource({"field, 404", "duty, 403"})
    void only_the_reporter_answers_and_withdraws(String who, int status) {
        var actor = who.equals("field") ? PaperSpace.OTHER_FIELD : PaperSpace.DUTY;
        assertThat(space.refusal(ReportCommands.WITHDRAW, actor, Call.on(id, new ReasonInput(null)))
                        .status())
                .isEqualTo(status);
        assertThat(space.refusal(ReportCommands.ANSWER, actor, Call.on(id, new AnswerInput("a1", "x")))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void a_withdrawn_report_stays_so() {
        space.ask(ReportCommands.WITHDRAW, PaperSpace.FIELD, Call.on(id, new ReasonInput("看错了")));
        assertThat(report().state()).isEqualTo(ReportState.WITHDRAWN);
        assertThat(report().reason()).isEqualTo("看错了");
        assertThat(report().seenAt()).isNull();
        assertThat(space.refusal(ReportCommands.WITHDRAW, PaperSpace.FIELD, Call.on(id, new ReasonInput(null)))
                        .extra())
                .containsEntry("allowed", List.of("see"));
    }

    @Test
    void a_rejection_needs_a_reason_and_can_be_undone() {
        assertThat(space.refusal(ReportCommands.REJECT, PaperSpace.DUTY, Call.on(id, new ReasonInput(" ")))
                        .errors()
                        .get(0)
                        .field())
                .isEqualTo("reason");
        space.ask(ReportCommands.REJECT, PaperSpace.DUTY, Call.on(id, new ReasonInput("重复上报")));
        assertThat(report().decidedBy()).isEqualTo("duty1");
        assertThat(report().seenBy()).isEqualTo("duty1");
        space.ask(ReportCommands.RESTORE, PaperSpace.DUTY, Call.on(id, new Nothing()));
        assertThat(report().state()).isEqualTo(ReportState.RECEIVED);
        assertThat(report().reason()).isNull();
        assertThat(report().decidedAt()).isNull();
        assertThat(report().seenBy()).isEqualTo("duty1");
    }

    @Test
    void an_officer_corrects_the_village_without_moving_the_point() {
        var before = space.picture().get(FieldReports.TYPE, id).geometry();
        space.ask(Reports.LOCATE, PaperSpace.DUTY, Call.on(id, new LocateReport.Input("410999102202", null)));
        assertThat(report().villageName()).isEqualTo("北沟村");
        assertThat(report().villageBasis()).isEqualTo(FieldReport.VillageBasis.OFFICER);
        assertThat(report().accuracyMetres()).isEqualTo(12.0);
        assertThat(space.picture().get(FieldReports.TYPE, id).geometry()).isEqualTo(before);
    }

    @Test
    void a_moved_report_takes_the_village_nearest_to_the_new_place() {
        var point = new LocateReport.PointInput("Point", List.of(114.62, 35.81));
        space.ask(Reports.LOCATE, PaperSpace.DUTY, Call.on(id, new LocateReport.Input(null, point)));
        assertThat(report().villageName()).isEqualTo("北沟村");
        assertThat(report().positionSource()).isEqualTo(FieldReport.PositionSource.MAP);
        assertThat(report().outsideMetres()).isBetween(1100L, 1120L);
        assertThat(report().accuracyMetres()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LineString", "", "point"})
    void a_place_that_is_no_point_is_refused(String type) {
        var point = new LocateReport.PointInput(type, List.of(114.62, 35.71));
        assertThat(space.refusal(Reports.LOCATE, PaperSpace.DUTY, Call.on(id, new LocateReport.Input(null, point)))
                        .code())
                .isEqualTo("geometry");
    }
}
