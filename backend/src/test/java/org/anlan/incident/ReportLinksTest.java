package org.anlan.incident;

import static org.anlan.fieldreport.Reports.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.anlan.fieldreport.FieldReport;
import org.anlan.fieldreport.Kind;
import org.anlan.fieldreport.ReportState;
import org.anlan.fieldreport.Reports;
import org.anlan.incident.Incident.Entry;
import org.anlan.incident.Incident.EntryKind;
import org.anlan.incident.IncidentCommands.TextInput;
import org.anlan.incident.ReportLinks.AcceptInput;
import org.anlan.incident.ReportLinks.MergeInput;
import org.anlan.picture.Actor;
import org.anlan.picture.Problem;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Feature;
import org.anlan.testing.PaperSpace;
import org.anlan.testing.RecordJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportLinksTest extends Desk {

    private static final Reader COUNTY = Reader.of(DUTY);
    private static final Actor OTHER_TOWN = new Actor("a-town", "石桥镇", Role.DUTY_OFFICER, Set.of("410999102"));

    private static final CommandType<ReportLinks.Nothing> UNACCEPT = ReportLinks.unaccept(List.of());

    @Test
    void an_accepted_report_opens_an_incident_and_names_it() {
        String report = Reports.send(space).id();
        var accepted = space.ask(ReportLinks.ACCEPT, DUTY, Call.on(report, new AcceptInput(null, Grade.LARGE)));
        assertThat(accepted.id()).as("the answer is the report").isEqualTo(report);
        assertThat(report(report).state()).isEqualTo(ReportState.ACCEPTED);
        assertThat(report(report).seenBy()).isEqualTo("duty1");
        Incident opened = incident(report(report).incident()).properties();
        assertThat(opened.number()).isEqualTo("2021-0001");
        assertThat(opened.title()).isEqualTo("柳庄村管涌");
        assertThat(opened.state()).isEqualTo(IncidentState.UNVERIFIED);
        assertThat(opened.grade()).isEqualTo(Grade.LARGE);
        assertThat(opened.reports()).containsExactly(report);
        assertThat(opened.occurredAt()).isEqualTo(report(report).observedAt());
        assertThat(opened.timeline()).extracting(Entry::entry).containsExactly(EntryKind.OPENED);
        assertThat(space.refusal(ReportLinks.ACCEPT, DUTY, Call.on(report, new AcceptInput(null, null)))
                        .code())
                .isEqualTo("state");
        var json = RecordJson.mustHoldItsComponentsOnly(opened);
        assertThat(json.get("source").asString()).isEqualTo("report");
        assertThat(json.get("timeline").get(0).get("entry").asString()).isEqualTo("opened");
    }

    @Test
    void an_acceptance_is_undone_while_nothing_else_has_happened_and_takes_the_incident_with_it() {
        String report = Reports.send(space).id();
        String incident = accept(report);
        var undone = space.ask(UNACCEPT, DUTY, Call.on(report, new ReportLinks.Nothing()));
        assertThat(undone.id()).as("the answer is the report").isEqualTo(report);
        assertThat(space.picture().find(Incidents.TYPE, incident)).isEmpty();
        assertThat(report(report).state()).isEqualTo(ReportState.RECEIVED);
        assertThat(report(report).incident()).isNull();
        assertThat(report(report).seenBy()).as("who looked at it stays").isEqualTo("duty1");
        assertThat(incident(accept(report)).properties().number())
                .as("the register has no gap")
                .isEqualTo("2021-0001");
    }

    @Test
    void an_acceptance_stays_while_a_team_works_on_its_incident_and_its_name_is_told() {
        String report = Reports.send(space).id();
        String incident = accept(report);
        IncidentUse team = (picture, id) -> id.equals(incident) ? List.of("县抢险队二组") : List.of();
        Problem refused =
                space.refusal(ReportLinks.unaccept(List.of(team)), DUTY, Call.on(report, new ReportLinks.Nothing()));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("in-use");
        assertThat(refused.detail().zh()).contains("县抢险队二组", "2021-0001");
        assertThat(space.picture().find(Incidents.TYPE, incident)).isPresent();
    }

    /** What may happen to an incident after it was opened; each of them ends the undoing. */
    enum Since {
        VERIFIED,
        NOTED,
        GRADED,
        LED,
        EDITED,
        MERGED_INTO,
        MERGED_INTO_AND_TAKEN_OUT
    }

    @ParameterizedTest
    @EnumSource
    void an_acceptance_stays_once_anything_has_happened_to_its_incident(Since since) {
        String report = Reports.send(space).id();
        String incident = accept(report);
        go(since, incident);
        Problem refused = space.refusal(UNACCEPT, DUTY, Call.on(report, new ReportLinks.Nothing()));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("moved-on");
        assertThat(refused.errors().get(0).value()).isEqualTo(incident);
        assertThat(refused.detail().zh()).contains("2021-0001");
        assertThat(report(report).state()).isEqualTo(ReportState.ACCEPTED);
    }

    private static EditIncident.Input titled(String title) {
        return new EditIncident.Input(title, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private void go(Since since, String incident) {
        switch (since) {
            case VERIFIED -> take(incident, "verify");
            case NOTED -> space.ask(IncidentCommands.NOTE, DUTY, Call.on(incident, new TextInput("已通知乡镇")));
            case GRADED ->
                space.ask(
                        IncidentCommands.REGRADE,
                        DUTY,
                        Call.on(incident, new IncidentCommands.GradeInput(Grade.MAJOR, "出浑水")));
            case LED ->
                space.ask(
                        IncidentCommands.APPOINT,
                        DUTY,
                        Call.on(incident, new Incident.NamedPhone("王队长", "13800000000")));
            case EDITED -> space.ask(EDIT, DUTY, Call.on(incident, titled("柳庄闸旁管涌")));
            case MERGED_INTO, MERGED_INTO_AND_TAKEN_OUT -> {
                String second = Reports.send(space).id();
                space.ask(ReportLinks.MERGE, DUTY, Call.on(second, new MergeInput(incident)));
                if (since == Since.MERGED_INTO_AND_TAKEN_OUT) {
                    space.ask(ReportLinks.UNMERGE, DUTY, Call.on(second, new ReportLinks.Nothing()));
                }
            }
        }
    }

    @Test
    void only_an_accepted_report_can_be_unaccepted() {
        String incident = accept(Reports.send(space).id());
        String merged = Reports.send(space).id();
        assertThat(space.refusal(UNACCEPT, DUTY, Call.on(merged, new ReportLinks.Nothing()))
                        .code())
                .isEqualTo("state");
        space.ask(ReportLinks.MERGE, DUTY, Call.on(merged, new MergeInput(incident)));
        assertThat(space.refusal(UNACCEPT, DUTY, Call.on(merged, new ReportLinks.Nothing()))
                        .extra())
                .containsEntry("state", "merged");
    }

    @Test
    void a_second_report_is_merged_and_can_be_taken_out_again() {
        String incident = accept(Reports.send(space).id());
        String second = Reports.send(space).id();
        space.ask(ReportLinks.MERGE, DUTY, Call.on(second, new MergeInput(incident)));
        assertThat(report(second).state()).isEqualTo(ReportState.MERGED);
        assertThat(incident(incident).properties().reports()).hasSize(2).contains(second);
        space.ask(ReportLinks.UNMERGE, DUTY, Call.on(second, new ReportLinks.Nothing()));
        assertThat(report(second).state()).isEqualTo(ReportState.RECEIVED);
        assertThat(report(second).incident()).isNull();
        assertThat(incident(incident).properties().reports()).hasSize(1).doesNotContain(second);
        assertThat(incident(incident).properties().timeline())
                .extracting(Entry::entry)
                .containsExactly(EntryKind.OPENED, EntryKind.REPORT, EntryKind.REPORT);
    }

    @Test
    void nothing_is_merged_into_a_closed_or_unknown_incident() {
        String incident = accept(Reports.send(space).id());
        take(incident, "verify", "respond", "control", "close");
        String late = Reports.send(space).id();
        Problem closed = space.refusal(ReportLinks.MERGE, DUTY, Call.on(late, new MergeInput(incident)));
        assertThat(closed.status()).isEqualTo(409);
        assertThat(closed.extra()).containsEntry("allowed", List.of("reopen"));
        assertThat(space.refusal(ReportLinks.MERGE, DUTY, Call.on(late, new MergeInput("none")))
                        .errors()
                        .get(0)
                        .value())
                .isEqualTo("none");
    }

    @Test
    void suggestions_are_open_incidents_and_waiting_reports_near_in_place_and_time_best_first() {
        String near = accept(Reports.send(space).id());
        String closed = accept(Reports.send(space).id());
        take(closed, "verify", "respond", "control", "close");
        accept(Reports.send(space, PaperSpace.FIELD, draft -> draft.at(114.55, 35.60))
                .id());
        String flood = accept(Reports.send(space, PaperSpace.FIELD, draft -> draft.about(Kind.FLOOD, null))
                .id());
        String waiting = Reports.send(space, PaperSpace.OTHER_FIELD, draft -> draft.at(114.501, 35.6001))
                .id();
        Feature<FieldReport> report = Reports.send(space);
        Suggestions found = Suggestions.of(space.picture(), report, COUNTY);
        assertThat(found.suggestions())
                .extracting(Suggestions.ForIncident::incident)
                .containsExactly(near, flood);
        assertThat(found.suggestions().get(0).score()).isEqualTo(100);
        assertThat(found.suggestions().get(0).title()).isEqualTo("柳庄村管涌");
        assertThat(found.similarReports())
                .extracting(Suggestions.ForReport::report)
                .containsExactly(waiting);
    }

    @Test
    void what_lies_out_of_the_officers_units_is_neither_suggested_nor_merged_into() {
        String incident = accept(Reports.send(space).id());
        Reports.send(space);
        Feature<FieldReport> elsewhere = Reports.send(space, PaperSpace.FIELD, draft -> draft.in("410999102201"));
        Suggestions found = Suggestions.of(space.picture(), elsewhere, Reader.of(OTHER_TOWN));
        assertThat(found.suggestions()).isEmpty();
        assertThat(found.similarReports()).isEmpty();
        var merging = Call.on(elsewhere.id(), new MergeInput(incident));
        assertThat(space.refusal(ReportLinks.MERGE, OTHER_TOWN, merging).code()).isEqualTo("incident");
        space.ask(ReportLinks.MERGE, DUTY, merging);
        var taking = Call.on(elsewhere.id(), new ReportLinks.Nothing());
        assertThat(space.refusal(ReportLinks.UNMERGE, OTHER_TOWN, taking).status())
                .isEqualTo(404);
    }

    @Test
    void a_long_incident_is_still_suggested_when_one_of_its_reports_was_recent() {
        String incident = accept(Reports.send(space).id());
        space.setNow(NOW.plus(Duration.ofHours(8)));
        Feature<FieldReport> later = Reports.send(space, PaperSpace.FIELD, draft -> draft.observed(space.now()));
        assertThat(Suggestions.of(space.picture(), later, COUNTY).suggestions()).isEmpty();
        space.ask(ReportLinks.MERGE, DUTY, Call.on(later.id(), new MergeInput(incident)));
        Feature<FieldReport> next = Reports.send(space, PaperSpace.FIELD, draft -> draft.observed(space.now()));
        assertThat(Suggestions.of(space.picture(), next, COUNTY).suggestions())
                .extracting(Suggestions.ForIncident::incident)
                .containsExactly(incident);
    }
}
