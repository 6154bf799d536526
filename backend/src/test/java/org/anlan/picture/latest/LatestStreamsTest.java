package org.anlan.picture.latest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.anlan.picture.PictureException;
import org.anlan.picture.Spaces;
import org.anlan.picture.stream.Latest;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class LatestStreamsTest {

    private static final Instant NOON = Instant.parse("2021-07-22T12:00:00Z");
    private static final long SEED = 22;

    @Parameter
    TestDatabase kind;

    TestDatabase.Opened database;
    TestServer server;
    Streams streams;
    StreamType type;

    @BeforeEach
    void open() {
        database = kind.open();
        server = TestServer.on(database, List.of(Levels.class));
        streams = server.bean(Streams.class);
        type = streams.find("levels").orElseThrow();
    }

    @AfterEach
    void close() {
        server.close();
        database.close();
    }

    private static Latest level(String name, int seconds, double value) {
        return new Latest(name, NOON.plusSeconds(seconds), List.of(value));
    }

    private void write(Latest... values) {
        streams.write(Spaces.LIVE, type, List.of(values), connection -> {});
    }

    private static Map<String, Latest> byKey(Streams streams, StreamType type) {
        return streams.latest(Spaces.LIVE, type).stream().collect(Collectors.toMap(Latest::key, value -> value));
    }

    @Test
    void a_newer_value_takes_the_place_of_an_older_one_and_never_the_other_way() {
        write(level("a", 10, 1), level("b", 0, 5));
        write(level("a", 5, 2));
        write(level("a", 20, 3), level("a", 15, 4));
        assertThat(byKey(streams, type)).isEqualTo(Map.of("a", level("a", 20, 3), "b", level("b", 0, 5)));
    }

    @Test
    void a_series_that_cannot_be_written_leaves_everything_as_it_was() {
        write(level("a", 0, 1));
        assertThatThrownBy(() -> streams.write(Spaces.LIVE, type, List.of(level("a", 1, 2)), connection -> {
                    throw new SQLException("no");
                }))
                .isInstanceOf(PictureException.class);
        assertThat(byKey(streams, type)).isEqualTo(Map.of("a", level("a", 0, 1)));
    }

    @Test
    void many_writers_at_once_leave_the_newest_of_each_key_here_on_another_node_and_after_a_restart() {
        Random random = new Random(SEED);
        List<List<Latest>> batches = IntStream.range(0, 40)
                .mapToObj(batch -> IntStream.range(0, 50)
                        .mapToObj(
                                any -> level("k" + random.nextInt(300), random.nextInt(100_000), random.nextInt(1000)))
                        .toList())
                .toList();
        Map<String, Latest> expected = new HashMap<>();
        batches.forEach(batch -> batch.forEach(value ->
                expected.merge(value.key(), value, (one, two) -> two.at().isAfter(one.at()) ? two : one)));
        try (TestServer other = TestServer.on(database, List.of(Levels.class))) {
            Streams there = other.bean(Streams.class);
            StreamType theirs = there.find("levels").orElseThrow();
            assertThat(byKey(there, theirs)).isEmpty();
            List<CompletableFuture<Void>> writing = new ArrayList<>();
            for (int batch = 0; batch < batches.size(); batch++) {
                Streams node = batch % 2 == 0 ? streams : there;
                StreamType mine = batch % 2 == 0 ? type : theirs;
                List<Latest> values = batches.get(batch);
                writing.add(CompletableFuture.runAsync(() -> node.write(Spaces.LIVE, mine, values, connection -> {})));
            }
            writing.forEach(CompletableFuture::join);
            Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(byKey(streams, type)).as("seed " + SEED).isEqualTo(expected));
            Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(byKey(there, theirs)).as("seed " + SEED).isEqualTo(expected));
        }
        server.close();
        server = TestServer.on(database, List.of(Levels.class));
        streams = server.bean(Streams.class);
        assertThat(byKey(streams, streams.find("levels").orElseThrow())).isEqualTo(expected);
    }
}
