package org.anlan.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.anlan.picture.Problem;
import org.anlan.picture.model.Call;
import org.anlan.testing.PaperSpace;
import org.anlan.testing.RecordJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitCommandsTest {

    private static final String VILLAGE = "410999101201";

    private final PaperSpace space = new PaperSpace(Instant.parse("2021-07-22T09:50:00Z"));

    @BeforeEach
    void furnish() {
        Places.furnish(space);
    }

    @Test
    void both_are_stored_with_their_own_members_only() {
        RecordJson.mustHoldItsComponentsOnly(
                space.picture().get(Villages.TYPE, VILLAGE).properties());
        var json = RecordJson.mustHoldItsComponentsOnly(
                space.picture().get(Areas.TYPE, "LH-L").properties());
        assertThat(json.get("kind").asString()).isEqualTo("dyke");
        assertThat(json.get("bank").asString()).isEqualTo("left");
    }

    @Test
    void a_moved_village_is_marked_as_placed_by_the_operator() {
        var call = new Call<>(VILLAGE, PaperSpace.point(114.51, 35.61), village(null, null), 1L);
        space.ask(VillageCommands.EDIT, PaperSpace.DUTY, call);
        var village = space.picture().get(Villages.TYPE, VILLAGE);
        assertThat(village.properties().positionBasis()).isEqualTo(Village.Basis.OPERATOR);
        assertThat(village.geometry()).isEqualTo(PaperSpace.point(114.51, 35.61));
        assertThat(village.properties().name()).isEqualTo("柳庄村村民委员会");
    }

    @Test
    void an_edit_that_changes_nothing_makes_no_version() {
        assertThat(space.ask(VillageCommands.EDIT, PaperSpace.DUTY, Call.on(VILLAGE, village(VILLAGE, "柳庄村村民委员会")))
                        .drafts())
                .isEmpty();
    }

    @Test
    void a_code_cannot_be_changed_and_a_used_one_not_be_taken_again() {
        Problem edit =
                space.refusal(VillageCommands.EDIT, PaperSpace.DUTY, Call.on(VILLAGE, village("410999101299", null)));
        assertThat(edit.errors().get(0).field()).isEqualTo("properties.code");
        Problem create = space.refusal(
                VillageCommands.CREATE,
                PaperSpace.ADMINISTRATOR,
                Call.create(PaperSpace.point(114.5, 35.6), village(VILLAGE, "重名")));
        assertThat(create.status()).isEqualTo(409);
        assertThat(create.errors().get(0).value()).isEqualTo(VILLAGE);
    }

    @ParameterizedTest(name = "{0} as {1} from {2} to {3}: {4}")
    @CsvSource({
        "D-1, DYKE, 0, 1000,",
        "D-1, DYKE, 1000, 0,",
        "D-1, DYKE, , ,",
        "D-1, DYKE, 0, , properties.chainageFrom",
        "D-1, DYKE, 5, 5, properties.chainageFrom",
        "D-1, DYKE, -1, 5, properties.chainageFrom",
        "D-1, DETENTION, , , geometry",
        "坝, DYKE, 0, 1000, properties.code",
    })
    void a_dyke_is_a_line_with_two_different_chainages_or_none(
            String code, Area.Kind kind, Double from, Double to, String field) {
        var input = new AreaCommands.Input(
                code, "新堤", kind, null, null, null, Area.Bank.RIGHT, from, to, Area.Basis.SKETCHED, null);
        var call = Call.create(PaperSpace.line(114.4, 35.6, 114.5, 35.6), input);
        if (field == null) {
            space.ask(AreaCommands.CREATE, PaperSpace.DUTY, call);
            assertThat(space.picture().get(Areas.TYPE, code).properties().bank())
                    .isEqualTo(Area.Bank.RIGHT);
        } else {
            assertThat(space.refusal(AreaCommands.CREATE, PaperSpace.DUTY, call).errors())
                    .extracting(Problem.Violation::field)
                    .contains(field);
        }
    }

    @Test
    void editing_an_area_keeps_what_is_not_named_and_clears_an_empty_note() {
        var input = new AreaCommands.Input(null, "柳河左岸大堤", null, null, null, null, null, null, 31_000.0, null, "");
        space.ask(AreaCommands.EDIT, PaperSpace.DUTY, Call.on("LH-L", input));
        Area edited = space.picture().get(Areas.TYPE, "LH-L").properties();
        assertThat(edited.name()).isEqualTo("柳河左岸大堤");
        assertThat(edited.chainageFrom()).isEqualTo(10_000);
        assertThat(edited.chainageTo()).isEqualTo(31_000);
        assertThat(edited.note()).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"FIELD", "VIEWER"})
    void only_the_desk_may_edit(String who) {
        var actor = who.equals("FIELD") ? PaperSpace.FIELD : PaperSpace.VIEWER;
        assertThat(space.refusal(VillageCommands.EDIT, actor, Call.on(VILLAGE, village(null, "别名")))
                        .status())
                .isEqualTo(403);
    }

    private static VillageCommands.Input village(String code, String name) {
        return new VillageCommands.Input(code, name, null, null, code == null ? null : "柳河镇", null, null, null);
    }
}
