package org.anlan.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.GeometryRule;
import org.anlan.testing.PaperSpace;
import org.anlan.testing.PictureNode;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes that both think they play one drill: what one does late undoes nothing that was done since. */
@ParameterizedClass
@EnumSource
class PlayerTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final OffsetDateTime BEGIN = OffsetDateTime.parse("2021-07-21T00:00:00+08:00");
    private static final int MINUTES = 10;

    record Note(String text) {}

    private static final CollectionType<Note> NOTES =
            CollectionType.open("notes", Note.class, GeometryRule.optionalPoint(), Role.ALL);

    private static final CommandType<Note> CREATE = new CommandType<>(
            "notes",
            CommandType.CREATE,
            Note.class,
            Role.DESK,
            (picture, context, call) ->
                    Decision.accept(Decision.put(NOTES, context.newId("note"), null, call.input())));

    private static final CommandType<Note> EDIT = new CommandType<>(
            "notes",
            CommandType.EDIT,
            Note.class,
            Role.DESK,
            (picture, context, call) -> Decision.accept(Decision.put(picture.get(NOTES, call.id()), call.input())));

    @Parameter
    TestDatabase kind;

    @TempDir
    Path directory;

    private final AtomicLong nanos = new AtomicLong();
    private final Interruption interruption = new Interruption();
    private TestDatabase.Opened database;
    private PictureNode first;
    private PictureNode second;
    private Scenario scenario;
    private Drills drills;
    private Space space;
    private Player player;
    private Player other;

    @BeforeEach
    void open() throws IOException {
        write();
        database = kind.open();
        first = node();
        second = node();
        ScenarioShelf shelf = ScenarioShelf.read(directory);
        scenario = shelf.get("long");
        assertThat(scenario.refused()).isEmpty();
        drills = new Drills(first.spaces(), shelf, 1);
        space = drills.start(new Drills.Order("long", null, 1.0), PaperSpace.ADMINISTRATOR);
        player = player(first);
        await().atMost(SOON).until(() -> second.spaces().find(space.id()).isPresent());
        other = player(second);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
        database.close();
    }

    /** Each minute something is told; a step of the third is named in the seventh, and a stream speaks in the fifth. */
    private void write() throws IOException {
        Path files = Files.createDirectories(directory.resolve("long"));
        Files.writeString(files.resolve("scenario.json"), """
                {"title":"长","titleEn":"Long","from":"%s","to":"%s",
                 "streams":[{"stream":"interruption","file":"s.csv","columns":{"time":"t"}}]}
                """.formatted(BEGIN, BEGIN.plusMinutes(MINUTES)));
        List<String> told = new ArrayList<>(List.of("time,place,kind,event,confidence"));
        for (int minute = 1; minute < MINUTES; minute++) {
            told.add(BEGIN.plusMinutes(minute) + ",某地,danger,第 " + minute + " 分,high");
        }
        Files.write(files.resolve("timeline.csv"), told);
        Files.writeString(files.resolve("steps.ndjson"), """
                {"at":"%s","collection":"notes","command":"create","as":"note","body":{"text":"一"}}
                {"at":"%s","collection":"notes","id":"@note","command":"edit","body":{"text":"二"}}
                """.formatted(BEGIN.plusMinutes(3), BEGIN.plusMinutes(7)));
        Files.writeString(files.resolve("s.csv"), "t\n" + BEGIN.plusMinutes(5) + "\n");
    }

    private PictureNode node() {
        return new PictureNode(
                database, List.of(DrillCommands.DRILLS, DrillCommands.INJECTS, NOTES), List.of(CREATE, EDIT));
    }

    private Player player(PictureNode node) {
        return new Player(scenario, node.spaces().get(space.id()), node.registry(), interruption, nanos::get);
    }

    private Feature<Drill> drill() {
        return space.picture().get(DrillCommands.DRILLS, DrillCommands.ID);
    }

    private void seek(int minute) {
        drills.steer(
                space,
                new DrillCommands.Steering(null, null, BEGIN.plusMinutes(minute).toInstant()));
    }

    private void arrive(Player who) {
        await().atMost(SOON).until(() -> {
            who.play();
            return drill().properties().state() != Drill.State.SEEKING;
        });
    }

    private List<String> told() {
        return space.changes(0, 1000).stream()
                .filter(change -> change.collection().equals("injects"))
                .map(change -> change.id() + " " + change.at())
                .toList();
    }

    @Test
    void a_seek_is_played_in_turns_so_that_the_lease_can_be_renewed() {
        seek(9);
        Player slow = new Player(scenario, space, first.registry(), interruption, () -> nanos.addAndGet(600_000_000));
        int turns = 0;
        for (int before = -1; drill().properties().state() == Drill.State.SEEKING; turns++) {
            slow.play();
            assertThat(drill().version()).isGreaterThan(before);
            before = (int) drill().version();
        }
        assertThat(turns).isBetween(5, 30);
        assertThat(drill().properties().state()).isEqualTo(Drill.State.PLAYING);
        assertThat(space.clock().rate()).isEqualTo(1);
        assertThat(told())
                .isEqualTo(java.util.stream.IntStream.rangeClosed(1, 9)
                        .mapToObj(minute -> "inject-" + minute + " "
                                + BEGIN.plusMinutes(minute).toInstant())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    nothing, PLAYING
                    pause,   PAUSED
                    seek,    SEEKING
                    end,     FINISHED
                    """)
    void a_player_that_was_overtaken_in_the_middle_of_a_row_changes_nothing_afterwards(
            String order, Drill.State state) {
        seek(6);
        List<Object> left = new ArrayList<>();
        interruption.next = () -> {
            arrive(other);
            switch (order) {
                case "pause" -> drills.steer(space, new DrillCommands.Steering(null, true, null));
                case "seek" -> seek(9);
                case "end" -> drills.end(space);
                default -> {}
            }
            left.addAll(List.of(drill(), space.clock(), told()));
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        };
        player.play();
        assertThat(drill().properties().state()).isEqualTo(state);
        assertThat(List.<Object>of(drill(), space.clock(), told())).isEqualTo(left);
    }

    @Test
    void a_seek_that_is_ordered_while_another_is_played_is_not_lost() {
        seek(6);
        interruption.next = () -> seek(8);
        arrive(player);
        assertThat(drill().properties().state()).isEqualTo(Drill.State.PLAYING);
        assertThat(space.clock().at()).isEqualTo(BEGIN.plusMinutes(8).toInstant());
        assertThat(told()).hasSize(8);
    }

    @Test
    void a_pause_in_the_middle_of_a_row_holds_and_the_drill_goes_on_behind_it() {
        seek(6);
        interruption.next = () -> drills.steer(space, new DrillCommands.Steering(null, true, null));
        player.play();
        SpaceClock paused = space.clock();
        assertThat(paused.now()).isEqualTo(BEGIN.plusMinutes(5).toInstant());
        assertThat(paused.isPaused()).isTrue();
        assertThat(drill().properties().state()).isEqualTo(Drill.State.PAUSED);
        seek(8);
        arrive(other);
        assertThat(told()).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void a_player_that_comes_back_knows_what_the_other_made_meanwhile() {
        seek(2);
        arrive(player);
        seek(4);
        arrive(other);
        seek(8);
        arrive(player);
        assertThat(drill().properties().refusedSteps()).isEmpty();
        assertThat(space.picture().list(NOTES))
                .singleElement()
                .satisfies(note -> assertThat(note.properties().text()).isEqualTo("二"));
    }
}
