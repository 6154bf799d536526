package org.anlan.picture.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.anlan.picture.Change;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.GeometryRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class SnapshotTest {

    record Mark(int number) {}

    private static final CollectionType<Mark> MARKS =
            CollectionType.open("marks", Mark.class, GeometryRule.optionalPoint(), Role.ALL);
    private static final Instant AT = Instant.parse("2021-07-22T09:50:00Z");
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {20210721, 20210722, 20210723})
    void boxes_find_what_a_plain_scan_finds_while_trees_are_rebuilt_late(long seed) {
        Random random = new Random(seed);
        Late later = new Late(random);
        Reindexer reindexer = new Reindexer(later);
        Snapshot picture = Snapshot.empty("live", "e", AT);
        Map<String, Feature<Mark>> oracle = new HashMap<>();
        for (int step = 1; step <= 4000; step++) {
            String id = "m" + random.nextInt(600);
            Feature<Mark> feature = random.nextInt(10) == 0 ? null : feature(id, step, random);
            picture = reindexer.refresh(picture.with(new Change(step, AT, AT, "b", "a", "c", "marks", id, feature)));
            oracle.merge(id, feature == null ? feature(id, 0, random) : feature, (old, now) -> now);
            if (feature == null) {
                oracle.remove(id);
            }
            later.maybeRun();
            if (step % 50 == 0) {
                Envelope box = box(random);
                assertThat(picture.within(MARKS, box).stream().map(Feature::seq).collect(Collectors.toSet()))
                        .isEqualTo(oracle.values().stream()
                                .filter(each -> each.geometry() != null
                                        && each.geometry().getEnvelopeInternal().intersects(box))
                                .map(Feature::seq)
                                .collect(Collectors.toSet()));
            }
        }
        assertThat(later.ran).isPositive();
    }

    private static Envelope box(Random random) {
        double west = 114.2 + random.nextDouble() * 0.5;
        double south = 35.4 + random.nextDouble() * 0.4;
        return new Envelope(west, west + random.nextDouble() * 0.2, south, south + random.nextDouble() * 0.2);
    }

    private static Feature<Mark> feature(String id, long seq, Random random) {
        Coordinate place = new Coordinate(114.2 + random.nextDouble() * 0.6, 35.4 + random.nextDouble() * 0.4);
        return new Feature<>(
                "marks",
                id,
                random.nextInt(20) == 0 ? null : GEOMETRY.createPoint(place),
                new Mark((int) seq),
                1,
                seq,
                AT,
                "a");
    }

    /** Runs what it is given at a random later step, as another thread would. */
    private static final class Late implements Executor {
        private final Random random;
        private Runnable task;
        private int ran;

        Late(Random random) {
            this.random = random;
        }

        @Override
        public void execute(Runnable next) {
            task = next;
        }

        void maybeRun() {
            if (task != null && random.nextInt(40) == 0) {
                task.run();
                task = null;
                ran++;
            }
        }
    }
}
