package org.anlan.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.anlan.picture.Actor;
import org.anlan.picture.Problem;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.model.Call;
import org.anlan.testing.PaperSpace;
import org.anlan.testing.RecordJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TeamCommandsTest {

    private static final Instant NOON = Instant.parse("2021-07-22T04:00:00Z");
    private static final String GOOD = """
            {"code":"patrol-1","name":"巡堤一组","kind":"patrol","town":"410999101","size":12,
            "leader":{"name":"组长","phone":"13800000001"},"members":[{"name":"组员","phone":"13800000002","skill":"巡堤"}],
            "equipment":[{"name":"铜锣","count":2,"unit":"面"}]}""";

    private final PaperSpace space = new PaperSpace(NOON);

    private static TeamInput input(String json) {
        return JsonMapper.shared().readValue(json, TeamInput.class);
    }

    private void create() {
        space.ask(TeamCommands.CREATE, PaperSpace.DUTY, Call.create(PaperSpace.point(114.37, 35.52), input(GOOD)));
    }

    private Team team() {
        return space.picture().get(Teams.TYPE, "patrol-1").properties();
    }

    private void report(Actor actor, Team.Status status, String task) {
        space.ask(TeamCommands.REPORT_STATUS, actor, Call.on("patrol-1", new TeamCommands.Report(status, task, null)));
    }

    @Test
    void a_team_works_on_an_incident_that_is_there_and_no_other() {
        create();
        var gone = Call.on("patrol-1", new TeamCommands.Report(Team.Status.WORKING, "装袋", "none"));
        Problem refused = space.refusal(TeamCommands.REPORT_STATUS, PaperSpace.DUTY, gone);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors()).extracting(Problem.Violation::field).containsExactly("incident");
        assertThat(team().status()).isEqualTo(Team.Status.STANDBY);
    }

    private void share(Actor actor) {
        space.ask(TeamCommands.SHARE, actor, Call.on("patrol-1", new TeamCommands.Nothing()));
    }

    @Test
    void a_new_team_stands_by_under_its_own_code() {
        create();
        assertThat(team().status()).isEqualTo(Team.Status.STANDBY);
        assertThat(team().statusSince()).isEqualTo(NOON);
        assertThat(team().basis()).isEqualTo(Team.Basis.OPERATOR);
        RecordJson.mustHoldItsComponentsOnly(team());
        Problem again = space.refusal(TeamCommands.CREATE, PaperSpace.DUTY, Call.create(null, input(GOOD)));
        assertThat(again.code()).isEqualTo("exists");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"patrol\"}                                        | properties.name",
                "{\"name\":\"甲\"}                                            | properties.kind",
                "{\"name\":\"甲\",\"kind\":\"patrol\",\"size\":-1}            | properties.size",
                "{\"name\":\"甲\",\"kind\":\"patrol\",\"town\":\"新镇\"}      | properties.town",
                "{\"name\":\"甲\",\"kind\":\"patrol\",\"code\":\"a/b\"}       | properties.code",
                "{\"name\":\"甲\",\"kind\":\"patrol\",\"leader\":{\"name\":\"乙\",\"phone\":\"电话\"}}   | properties.leader.phone",
                "{\"name\":\"甲\",\"kind\":\"patrol\",\"members\":[{\"name\":\" \"}]}                    | properties.members[0].name",
                "{\"name\":\"甲\",\"kind\":\"patrol\",\"members\":[null]}                                | properties.members",
                "{\"name\":\"甲\",\"kind\":\"patrol\",\"equipment\":[{\"name\":\"锣\",\"count\":-2}]}    | properties.equipment[0].count"
            })
    void nonsense_is_refused_with_its_field(String json, String field) {
        Problem problem = space.refusal(TeamCommands.CREATE, PaperSpace.DUTY, Call.create(null, input(json)));
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors()).extracting(Problem.Violation::field).containsExactly(field);
    }

    @Test
    void an_edit_changes_what_is_sent_clears_what_is_empty_and_keeps_the_status() {
        create();
        report(PaperSpace.DUTY, Team.Status.WORKING, "巡堤");
        space.ask(
                TeamCommands.EDIT,
                PaperSpace.DUTY,
                Call.on("patrol-1", input("{\"size\":9,\"town\":\"\",\"leader\":{\"name\":\"\"}}")));
        assertThat(team().size()).isEqualTo(9);
        assertThat(team().town()).isNull();
        assertThat(team().leader()).isNull();
        assertThat(team().members()).hasSize(1);
        assertThat(team().status()).isEqualTo(Team.Status.WORKING);
        assertThat(space.picture().get(Teams.TYPE, "patrol-1").geometry()).isEqualTo(PaperSpace.point(114.37, 35.52));
    }

    @Test
    void a_status_has_begun_when_it_first_was_reported() {
        create();
        space.setNow(NOON.plusSeconds(60));
        report(PaperSpace.DUTY, Team.Status.WORKING, "巡堤");
        space.setNow(NOON.plusSeconds(120));
        report(PaperSpace.DUTY, Team.Status.WORKING, "封堵管涌");
        assertThat(team().statusSince()).isEqualTo(NOON.plusSeconds(60));
        assertThat(team().task()).isEqualTo("封堵管涌");
        report(PaperSpace.DUTY, Team.Status.RESTING, null);
        assertThat(team().statusSince()).isEqualTo(NOON.plusSeconds(120));
        assertThat(team().task()).isNull();
    }

    @Test
    void a_phone_reports_only_for_the_team_whose_position_it_shares() {
        create();
        share(PaperSpace.FIELD);
        share(PaperSpace.FIELD);
        assertThat(team().sharedBy()).containsExactly(new Team.Sharer(PaperSpace.FIELD.id(), PaperSpace.FIELD.name()));
        report(PaperSpace.FIELD, Team.Status.MOVING, null);
        Problem problem = space.refusal(
                TeamCommands.REPORT_STATUS,
                PaperSpace.OTHER_FIELD,
                Call.on("patrol-1", new TeamCommands.Report(Team.Status.OFF, null, null)));
        assertThat(problem.status()).isEqualTo(403);
        space.ask(TeamCommands.UNSHARE, PaperSpace.FIELD, Call.on("patrol-1", new TeamCommands.Nothing()));
        assertThat(team().sharedBy()).isEmpty();
        assertThat(team().status()).isEqualTo(Team.Status.MOVING);
    }

    @ParameterizedTest
    @CsvSource({
        "ADMINISTRATOR,    13800000001, 13800000002",
        "COMMANDER,        13800000001, 13800000002",
        "DUTY_OFFICER,     13800000001, 13800000002",
        "WAREHOUSE_KEEPER, 13800000001,",
        "FIELD,            13800000001,",
        "VIEWER,           ,"
    })
    void members_can_be_called_by_the_desk_and_the_leader_by_all_but_viewers(Role role, String leader, String member) {
        create();
        Team seen = Teams.TYPE
                .see(new Reader(role, java.util.Set.of(), "a"), space.picture().get(Teams.TYPE, "patrol-1"))
                .orElseThrow()
                .properties();
        assertThat(seen.leader().phone()).isEqualTo(leader);
        assertThat(seen.members().get(0).phone()).isEqualTo(member);
        assertThat(seen.members().get(0).name()).isEqualTo("组员");
    }

    @Test
    void in_a_new_drill_a_team_stands_by_and_nobody_shares() {
        create();
        share(PaperSpace.FIELD);
        report(PaperSpace.FIELD, Team.Status.WORKING, "巡堤");
        Team entering = Teams.TYPE
                .intoDrill(space.picture().get(Teams.TYPE, "patrol-1"))
                .orElseThrow();
        assertThat(entering.status()).isEqualTo(Team.Status.STANDBY);
        assertThat(entering.task()).isNull();
        assertThat(entering.sharedBy()).isEqualTo(List.of());
        assertThat(entering.members()).hasSize(1);
    }
}
