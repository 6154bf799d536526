package org.anlan.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.anlan.fieldreport.Kind;
import org.anlan.picture.Problem;
import org.anlan.picture.model.Call;
import org.anlan.testing.PaperSpace;
import org.anlan.unit.Dyke;
import org.junit.jupiter.api.Test;

class EditIncidentTest extends Desk {

    private EditIncident.Input edit(String title, Kind kind, String village, Dyke.Mark mark, IncidentState state) {
        return new EditIncident.Input(
                title, kind, null, null, null, village, mark, null, null, null, null, state, null);
    }

    @Test
    void an_edit_changes_what_it_names_and_says_so() {
        String incident = open(null, null, "410999102202", null);
        space.ask(EDIT, DUTY, Call.on(incident, edit("北沟村堤脚漏洞", null, null, null, IncidentState.UNVERIFIED)));
        Incident now = incident(incident).properties();
        assertThat(now.title()).isEqualTo("北沟村堤脚漏洞");
        assertThat(now.villageName()).isEqualTo("北沟村");
        assertThat(now.timeline().get(1).text()).isEqualTo("修改:标题");
        assertThat(space.ask(EDIT, DUTY, Call.on(incident, edit("北沟村堤脚漏洞", null, null, null, null)))
                        .drafts())
                .isEmpty();
    }

    @Test
    void an_edit_never_changes_the_state() {
        String incident = open(null, null, "410999102202", null);
        Problem problem =
                space.refusal(EDIT, DUTY, Call.on(incident, edit(null, null, null, null, IncidentState.CLOSED)));
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors().get(0).field()).isEqualTo("properties.state");
        assertThat(problem.errors().get(0).rule().zh()).contains("verify");
    }

    @Test
    void another_kind_loses_the_danger() {
        String incident = open(null, null, "410999102202", null);
        space.ask(EDIT, DUTY, Call.on(incident, edit(null, Kind.FLOOD, null, null, null)));
        assertThat(incident(incident).properties().danger()).isNull();
        assertThat(space.refusal(EDIT, DUTY, Call.on(incident, edit(null, Kind.DANGER, null, null, null)))
                        .errors()
                        .get(0)
                        .field())
                .isEqualTo("properties.danger");
    }

    @Test
    void a_moved_incident_takes_the_village_there_and_a_chainage_moves_it_to_the_dyke() {
        String incident = open(null, null, "410999102202", null);
        space.ask(
                EDIT,
                DUTY,
                new Call<>(incident, PaperSpace.point(114.521, 35.611), edit(null, null, null, null, null), 1L));
        assertThat(incident(incident).properties().villageName()).isEqualTo("石桥村");
        Dyke.Mark mark = new Dyke.Mark("LH-L", "20000");
        space.ask(EDIT, DUTY, Call.on(incident, edit(null, null, null, mark, null)));
        assertThat(incident(incident).geometry().distance(PaperSpace.point(114.51, 35.6)))
                .isLessThan(1e-4);
        assertThat(incident(incident).properties().chainage()).isEqualTo(new Dyke.Mark("LH-L", "20+000"));
        space.ask(EDIT, DUTY, Call.on(incident, edit(null, null, "410999102201", null, null)));
        assertThat(incident(incident).properties().townName()).isEqualTo("石桥镇");
        assertThat(incident(incident).properties().chainage()).isNotNull();
        assertThat(space.refusal(
                                EDIT,
                                DUTY,
                                new Call<>(
                                        incident,
                                        PaperSpace.point(116.4, 39.9),
                                        edit(null, null, null, null, null),
                                        4L))
                        .code())
                .isEqualTo("outside");
    }
}
