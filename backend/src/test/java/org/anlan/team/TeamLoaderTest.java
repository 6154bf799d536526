package org.anlan.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.anlan.picture.model.Call;
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
class TeamLoaderTest {

    private static final String HEADER = "code,name,kind,town,size,equipment,lon,lat,basis\n";
    private static final String FIRST = "one,巡堤一组,patrol,410999101,12,铜锣:2:面;手电:12:支,114.5,35.6,demo\n";
    private static final String SECOND = "two,抢险一组,rescue,,20,,,,demo\n";

    @Parameter
    TestDatabase kind;

    @TempDir
    Path directory;

    TestDatabase.Opened database;
    PictureNode node;

    @BeforeEach
    void open() {
        database = kind.open();
        node = new PictureNode(
                database,
                List.of(Teams.TYPE),
                List.of(TeamCommands.CREATE, TeamCommands.REMOVE, TeamCommands.REPORT_STATUS));
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    private TeamFile file(String rows) throws IOException {
        return TeamFile.read(Files.writeString(directory.resolve("teams.csv"), HEADER + rows));
    }

    private int load(TeamFile file) {
        return new TeamLoader(node.live()).load(file);
    }

    @Test
    void the_county_s_own_file_loads_whole_marked_as_demo_and_a_second_time_changes_nothing() throws IOException {
        TeamFile county = TeamFile.read(Path.of("..", "map-data", "teams", "teams.csv"));
        assertThat(county.bad()).isEmpty();
        assertThat(load(county)).isEqualTo(county.rows().size()).isPositive();
        assertThat(load(county)).isZero();
        assertThat(node.live().picture().list(Teams.TYPE)).allSatisfy(team -> {
            assertThat(team.properties().basis()).isEqualTo(Team.Basis.DEMO);
            assertThat(team.properties().leader()).isNull();
            assertThat(team.geometry()).isNotNull();
        });
    }

    @Test
    void the_file_is_heard_until_somebody_here_writes_and_never_brings_a_team_back() throws IOException {
        load(file(FIRST + SECOND));
        assertThat(load(file(FIRST.replace("一组", "甲组") + SECOND))).isEqualTo(1);
        assertThat(node.live().picture().get(Teams.TYPE, "one").properties().name())
                .isEqualTo("巡堤甲组");
        node.ask(
                TeamCommands.REPORT_STATUS,
                PaperSpace.DUTY,
                Call.on("one", new TeamCommands.Report(Team.Status.WORKING, null, null)));
        node.ask(TeamCommands.REMOVE, PaperSpace.DUTY, Call.on("two", new TeamCommands.Nothing()));
        assertThat(load(file(FIRST + SECOND))).isZero();
        assertThat(node.live().picture().get(Teams.TYPE, "one").properties().status())
                .isEqualTo(Team.Status.WORKING);
        assertThat(node.live().picture().find(Teams.TYPE, "two")).isEmpty();
    }

    @Test
    void bad_rows_are_named_and_the_others_load() throws IOException {
        TeamFile file = file(FIRST
                + ",无号组,patrol,,1,,,,demo\n"
                + "three,三组,walkers,,1,,,,demo\n"
                + "four,四组,patrol,新镇,1,,,,demo\n"
                + "five,五组,patrol,,1,铜锣,,,demo\n"
                + FIRST
                + "six,六组,patrol,,1,,35.6,114.5,demo\n"
                + SECOND);
        assertThat(file.bad()).extracting(TeamFile.BadRow::row).containsExactly(3, 4, 5, 6, 7, 8);
        assertThat(file.bad().get(2).reason()).contains("properties.town");
        assertThat(load(file)).isEqualTo(2);
        assertThat(node.live().picture().get(Teams.TYPE, "one").properties().equipment())
                .containsExactly(new Team.Equipment("铜锣", 2, "面"), new Team.Equipment("手电", 12, "支"));
    }
}
