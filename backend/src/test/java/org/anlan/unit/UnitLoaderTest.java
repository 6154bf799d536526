package org.anlan.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.Feature;
import org.anlan.testing.PaperSpace;
import org.anlan.testing.PictureNode;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class UnitLoaderTest {

    private static final Path COUNTY = Path.of("..", "map-data");

    @Parameter
    TestDatabase kind;

    @TempDir
    Path directory;

    TestDatabase.Opened database;
    PictureNode node;

    @BeforeEach
    void open() {
        database = kind.open();
        start();
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    private void start() {
        node = new PictureNode(
                database,
                List.of(Villages.TYPE, Areas.TYPE),
                List.of(
                        VillageCommands.CREATE,
                        VillageCommands.EDIT,
                        AreaCommands.CREATE,
                        AreaCommands.EDIT,
                        AreaCommands.REMOVE,
                        AreaState.FLOOD.asCommand()));
    }

    private UnitLoader.Report villages(Path file) throws IOException {
        return new UnitLoader(node.live()).villages(file);
    }

    @Test
    void the_county_s_own_files_load_whole_and_a_restart_changes_nothing() throws IOException {
        UnitLoader.Report villages = villages(COUNTY.resolve("villages.geojson"));
        UnitLoader.Report areas = new UnitLoader(node.live()).areas(COUNTY.resolve("areas.geojson"));
        assertThat(villages.bad()).isEmpty();
        assertThat(villages.count(FileRule.ADDED)).isEqualTo(483);
        assertThat(areas.bad()).isEmpty();
        assertThat(areas.count(FileRule.ADDED)).isGreaterThanOrEqualTo(6);
        assertThat(node.live().picture().list(Villages.TYPE)).hasSize(483).allSatisfy(village -> assertThat(
                        village.properties().positionBasis())
                .isEqualTo(Village.Basis.ESTIMATED));
        long seq = node.live().picture().seq();
        node.close();
        start();
        assertThat(villages(COUNTY.resolve("villages.geojson")).count(FileRule.SAME))
                .isEqualTo(483);
        assertThat(new UnitLoader(node.live())
                        .areas(COUNTY.resolve("areas.geojson"))
                        .count(FileRule.ADDED))
                .isZero();
        assertThat(node.live().picture().seq()).isEqualTo(seq);
    }

    @Test
    void what_an_operator_moved_stays_and_what_the_file_changed_follows() throws IOException {
        villages(file(row("410999101201", "柳庄村", 114.5, 35.6), row("410999101202", "石桥村", 114.6, 35.6)));
        var moved = Call.<VillageCommands.Input>on("410999101201", nothing());
        node.ask(
                VillageCommands.EDIT,
                PaperSpace.DUTY,
                new Call<>(moved.id(), PaperSpace.point(114.501, 35.601), moved.input(), 1L));
        UnitLoader.Report again =
                villages(file(row("410999101201", "柳庄村", 114.55, 35.6), row("410999101202", "新石桥村", 114.6, 35.61)));
        assertThat(again.count(FileRule.KEPT)).isEqualTo(1);
        assertThat(again.count(FileRule.CHANGED)).isEqualTo(1);
        Feature<Village> kept = node.live().picture().get(Villages.TYPE, "410999101201");
        assertThat(kept.geometry()).isEqualTo(PaperSpace.point(114.501, 35.601));
        assertThat(kept.properties().positionBasis()).isEqualTo(Village.Basis.OPERATOR);
        Feature<Village> changed = node.live().picture().get(Villages.TYPE, "410999101202");
        assertThat(changed.properties().shortName()).isEqualTo("新石桥村");
        assertThat(changed.version()).isEqualTo(2);
    }

    @Test
    void bad_rows_are_counted_with_row_and_reason_and_the_others_load() throws IOException {
        UnitLoader.Report report = villages(file(
                row("410999101201", "柳庄村", 114.5, 35.6),
                row("41099910120", "短码村", 114.5, 35.6),
                row("410999101203", "", 114.5, 35.6),
                row("410999101201", "又一个", 114.5, 35.6),
                row("410999101204", "无处村", 114.5, 35.6).replace("\"Point\"", "\"Pint\""),
                row("410999101205", "基础村", 114.5, 35.6).replace("estimated", "guessed"),
                row("410999101206", "好村", 114.5, 35.6)));
        assertThat(report.count(FileRule.ADDED)).isEqualTo(2);
        assertThat(report.bad()).extracting(UnitFile.BadRow::number).containsExactly(2, 3, 4, 5, 6);
        assertThat(report.bad().get(0).reason()).contains("12");
        assertThat(report.bad().get(1).reason()).contains("properties.name");
        assertThat(report.bad().get(2).reason()).contains("重复");
        assertThat(report.bad().get(3).reason()).contains("Pint");
        assertThat(report.bad().get(4).reason()).contains("guessed");
    }

    @Test
    void a_village_gone_from_the_file_stays_and_is_named() throws IOException {
        villages(file(row("410999101201", "柳庄村", 114.5, 35.6), row("410999101202", "石桥村", 114.6, 35.6)));
        assertThat(villages(file(row("410999101202", "石桥村", 114.6, 35.6))).notInFile())
                .containsExactly("410999101201");
        assertThat(node.live().picture().list(Villages.TYPE)).hasSize(2);
    }

    private UnitLoader.Report areas(String name) throws IOException {
        String area = """
                {"type":"Feature","properties":{"code":"KD","name":"%s","kind":"detention","outlineBasis":"sketched"},
                "geometry":{"type":"Polygon","coordinates":[[[114.5,35.6],[114.6,35.6],[114.6,35.7],[114.5,35.6]]]}}""";
        return new UnitLoader(node.live()).areas(file(area.formatted(name)));
    }

    @Test
    void a_file_changes_the_definition_of_an_area_in_use_but_not_its_state() throws IOException {
        areas("柳洼");
        node.ask(AreaState.FLOOD.asCommand(), PaperSpace.COMMANDER, Call.on("KD", new AreaState.Input("河水漫入")));
        Feature<Area> flooded = node.live().picture().get(Areas.TYPE, "KD");
        assertThat(areas("柳洼").count(FileRule.SAME)).isEqualTo(1);
        assertThat(areas("柳洼蓄滞洪区").count(FileRule.CHANGED)).isEqualTo(1);
        Area renamed = node.live().picture().get(Areas.TYPE, "KD").properties();
        assertThat(renamed.name()).isEqualTo("柳洼蓄滞洪区");
        assertThat(renamed.state()).isEqualTo(AreaState.FLOOD);
        assertThat(renamed.stateSince()).isEqualTo(flooded.properties().stateSince());
        assertThat(renamed.stateText()).isEqualTo("河水漫入");
        assertThat(new UnitLoader(node.live()).areas(file()).notInFile()).containsExactly("KD");
    }

    @Test
    void an_area_that_was_edited_here_stays_so_whatever_its_state() throws IOException {
        areas("柳洼");
        node.ask(AreaCommands.EDIT, PaperSpace.DUTY, Call.on("KD", named("柳家洼")));
        node.ask(AreaState.FLOOD.asCommand(), PaperSpace.COMMANDER, Call.on("KD", new AreaState.Input(null)));
        assertThat(areas("柳洼蓄滞洪区").count(FileRule.KEPT)).isEqualTo(1);
        assertThat(node.live().picture().get(Areas.TYPE, "KD").properties().name())
                .isEqualTo("柳家洼");
        assertThat(node.live().picture().get(Areas.TYPE, "KD").properties().definedBy())
                .isEqualTo(PaperSpace.DUTY.name());
    }

    private static AreaCommands.Input named(String name) {
        return new AreaCommands.Input(null, name, null, null, null, null, null, null, null, null, null);
    }

    private static VillageCommands.Input nothing() {
        return new VillageCommands.Input(null, null, null, null, null, null, null, null);
    }

    private static String row(String code, String name, double lon, double lat) {
        return """
                {"type":"Feature","properties":{"code":"%s","name":"%s","townName":"柳河镇","positionBasis":"estimated",
                "remark":"示例"},"geometry":{"type":"Point","coordinates":[%s,%s]}}""".formatted(code, name, lon, lat);
    }

    private Path file(String... rows) throws IOException {
        Path file = directory.resolve("villages.geojson");
        return Files.writeString(
                file, "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", rows) + "]}");
    }
}
