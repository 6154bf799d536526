package org.anlan.incident;

import static org.anlan.fieldreport.Reports.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.anlan.incident.Incident.NamedPhone;
import org.anlan.incident.IncidentCommands.GradeInput;
import org.anlan.incident.IncidentCommands.TextInput;
import org.anlan.picture.Actor;
import org.anlan.picture.Problem;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.model.Call;
import org.anlan.testing.PaperSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentTest extends Desk {

    @Test
    void a_life_leaves_its_steps_in_the_timeline_with_a_relapse_and_a_reopening() {
        String incident = open(null, null, "410999102202", null);
        take(incident, "verify", "respond", "control", "respond", "control", "close");
        assertThat(incident(incident).properties().closedAt()).isEqualTo(NOW);
        take(incident, "reopen");
        Incident now = incident(incident).properties();
        assertThat(now.state()).isEqualTo(IncidentState.RESPONDING);
        assertThat(now.closedAt()).isNull();
        assertThat(now.timeline().stream().skip(1).map(entry -> entry.from() + ">" + entry.to()))
                .containsExactly(
                        "unverified>verified",
                        "verified>responding",
                        "responding>controlled",
                        "controlled>responding",
                        "responding>controlled",
                        "controlled>closed",
                        "closed>responding");
    }

    @Test
    void a_wrong_step_names_the_allowed_ones_and_closing_says_why() {
        String incident = open(null, null, "410999102202", null);
        assertThat(step(incident, "close", "完").extra()).containsEntry("allowed", List.of("verify"));
        take(incident, "verify", "respond", "control");
        assertThat(step(incident, "close", " ").errors().get(0).field()).isEqualTo("text");
        take(incident, "close");
        assertThat(step(incident, "reopen", null).errors().get(0).field()).isEqualTo("text");
    }

    @Test
    void grade_and_commander_change_with_a_line_in_the_timeline_and_without_the_number() {
        String incident = open(null, null, "410999102202", null);
        space.ask(IncidentCommands.REGRADE, DUTY, Call.on(incident, new GradeInput(Grade.MAJOR, "漏洞扩大")));
        space.ask(IncidentCommands.APPOINT, DUTY, Call.on(incident, new NamedPhone("赵六", "139 3333 4444")));
        Incident now = incident(incident).properties();
        assertThat(now.grade()).isEqualTo(Grade.MAJOR);
        assertThat(now.commander()).isEqualTo(new NamedPhone("赵六", "139 3333 4444"));
        assertThat(now.timeline().get(1).to()).isEqualTo("major");
        assertThat(now.timeline().get(2).to()).isEqualTo("赵六");
        assertThat(now.timeline().get(2).toString()).doesNotContain("4444");
        assertThat(space.refusal(IncidentCommands.REGRADE, DUTY, Call.on(incident, new GradeInput(null, "")))
                        .errors())
                .extracting(Problem.Violation::field)
                .containsExactly("grade", "reason");
        assertThat(space.ask(IncidentCommands.REGRADE, DUTY, Call.on(incident, new GradeInput(Grade.MAJOR, "同")))
                        .drafts())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} as {1}: phones {2}")
    @CsvSource({
        "VIEWER,           '',      false",
        "VIEWER,           a-wall,  false",
        "FIELD,            '',      false",
        "FIELD,            a-field, false",
        "WAREHOUSE_KEEPER, '',      true",
        "DUTY_OFFICER,     '',      true",
        "COMMANDER,        '',      true",
        "ADMINISTRATOR,    '',      true",
    })
    void walls_and_field_phones_never_see_a_phone_number(Role role, String actor, boolean phones) {
        String incident = open(PaperSpace.point(114.5, 35.6), "打 0392-5551234 问路", null, null);
        space.ask(IncidentCommands.APPOINT, DUTY, Call.on(incident, new NamedPhone("赵六", "13933334444")));
        space.ask(IncidentCommands.NOTE, DUTY, Call.on(incident, new TextInput("李四 13755556666 在现场")));
        Incident seen = Incidents.TYPE
                .see(new Reader(role, Set.of(), actor), incident(incident))
                .orElseThrow()
                .properties();
        for (String number : List.of("13911112222", "13933334444", "13755556666", "5551234")) {
            assertThat(seen.toString().contains(number)).as(number).isEqualTo(phones);
        }
        assertThat(seen.caller().name()).isEqualTo("王五");
        assertThat(seen.commander().name()).isEqualTo("赵六");
    }

    @ParameterizedTest
    @CsvSource({"FIELD", "VIEWER", "WAREHOUSE_KEEPER"})
    void only_the_desk_acts(Role role) {
        String incident = open(null, null, "410999102202", null);
        Actor actor = new Actor("x", "x", role, Set.of());
        assertThat(space.refusal(IncidentCommands.step("verify"), actor, Call.on(incident, new TextInput("")))
                        .status())
                .isEqualTo(403);
        assertThat(space.refusal(CREATE, actor, Call.create(null, phoneCall("北沟村", null, null)))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_full_timeline_takes_no_more_notes_but_still_closes() {
        String incident = open(null, null, "410999102202", null);
        for (int note = 0; note < 399; note++) {
            space.ask(IncidentCommands.NOTE, DUTY, Call.on(incident, new TextInput("第 " + note + " 条")));
        }
        assertThat(space.refusal(IncidentCommands.NOTE, DUTY, Call.on(incident, new TextInput("再一条")))
                        .code())
                .isEqualTo("timeline");
        take(incident, "verify", "respond", "control", "close");
    }
}
