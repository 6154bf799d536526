package org.anlan.team.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class TrackStoreTest {

    private static final Instant NOON = Instant.parse("2021-07-22T04:00:00Z");

    @Parameter
    TestDatabase kind;

    TestDatabase.Opened database;
    TrackStore store;

    @BeforeEach
    void open() {
        database = kind.open();
        store = new TrackStore(database.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** As many seconds of as many teams, walking east. */
    private static List<Position> walk(int teams, int seconds) {
        List<Position> rows = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            for (int team = 0; team < teams; team++) {
                rows.add(new Position(
                        "team-" + team,
                        114.3 + second * 1e-5,
                        35.5 + team * 1e-4,
                        NOON.plusSeconds(second),
                        1.0,
                        team == 0 ? null : 90.0,
                        null));
            }
        }
        return rows;
    }

    private int insert(String space, List<Position> rows) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return store.insert(connection, space, rows);
        }
    }

    private List<Position> track(String space, String team) {
        TrackThinning thinning = new TrackThinning(20_000);
        store.between(space, team, NOON, NOON.plus(Duration.ofDays(1)), thinning);
        return thinning.kept();
    }

    @Test
    void five_seconds_of_two_thousand_teams_are_one_batch_and_again_nothing_new() throws SQLException {
        List<Position> rows = walk(2000, 5);
        assertThat(insert("live", rows)).isEqualTo(10_000);
        Collections.shuffle(rows, new Random(4));
        assertThat(insert("live", rows)).isZero();
        assertThat(insert("drill-1", rows.subList(0, 10))).isEqualTo(10);
        assertThat(track("live", "team-0")).isEqualTo(walk(1, 5));
    }

    @Test
    void the_newest_position_of_each_team_is_neither_later_nor_too_old() throws SQLException {
        insert("live", walk(3, 100));
        insert("drill-1", walk(4, 200));
        assertThat(store.newest("live", List.of("team-0", "team-2", "nobody"), NOON, NOON.plusSeconds(50)))
                .extracting(Position::team, Position::time)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("team-0", NOON.plusSeconds(50)),
                        org.assertj.core.groups.Tuple.tuple("team-2", NOON.plusSeconds(50)));
        assertThat(store.newest("live", List.of("team-0"), NOON.plusSeconds(200), NOON.plusSeconds(300)))
                .isEmpty();
        assertThat(store.newest("live", List.of(), NOON, NOON.plusSeconds(50))).isEmpty();
    }

    @Test
    void two_writers_of_the_same_rows_store_each_once() throws Exception {
        List<Position> rows = walk(200, 20);
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> stored = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                List<Position> own = new ArrayList<>(rows);
                Collections.shuffle(own, new Random(writer));
                stored.add(writers.submit(() -> insert("live", own)));
            }
            assertThat(stored.get(0).get() + stored.get(1).get()).isEqualTo(4000);
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void a_purge_removes_what_is_older_and_nothing_else() throws SQLException {
        insert("live", walk(2, 100));
        insert("drill-1", walk(2, 100));
        assertThat(store.purge("live", List.of("team-0", "team-1"), NOON.plusSeconds(60)))
                .isEqualTo(120);
        assertThat(track("live", "team-1")).hasSize(40);
        assertThat(track("drill-1", "team-1")).hasSize(100);
    }
}
