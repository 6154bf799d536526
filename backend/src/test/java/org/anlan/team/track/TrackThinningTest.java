package org.anlan.team.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackThinningTest {

    @Test
    void a_thin_track_is_part_of_the_track_with_its_ends() {
        long seed = 9;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Position> track = new ArrayList<>();
            for (int index = 0; index < 3 + random.nextInt(500); index++) {
                track.add(new Position(
                        "t",
                        114 + random.nextDouble() * 0.1,
                        35 + random.nextDouble() * 0.1,
                        Instant.ofEpochSecond(index),
                        null,
                        null,
                        null));
            }
            int most = 3 + random.nextInt(100);
            List<Position> thin = TrackThinning.thin(track, most);
            assertThat(thin.size()).as("seed " + seed).isLessThanOrEqualTo(most);
            assertThat(track).as("seed " + seed).containsSubsequence(thin);
            assertThat(thin.get(0)).isEqualTo(track.get(0));
            assertThat(thin.get(thin.size() - 1)).isEqualTo(track.get(track.size() - 1));
        }
    }
}
