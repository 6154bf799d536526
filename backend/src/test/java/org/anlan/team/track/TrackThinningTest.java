package org.anlan.team.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackThinningTest {

    private static Position at(int second, double lon, double lat) {
        return new Position("t", lon, lat, Instant.ofEpochSecond(second), null, null, null);
    }

    private static List<Position> thin(List<Position> track, int expected, int most) {
        TrackThinning thinning = new TrackThinning(most);
        thinning.expect(expected);
        track.forEach(thinning::add);
        assertThat(thinning.total()).isEqualTo(track.size());
        return thinning.kept();
    }

    @Test
    void a_thin_track_is_part_of_the_track_with_its_ends_and_no_longer_than_asked() {
        long seed = 9;
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<Position> track = new ArrayList<>();
            int length = 1 + random.nextInt(500);
            for (int index = 0; index < length; index++) {
                track.add(at(index, 114 + random.nextDouble() * 0.1, 35 + random.nextDouble() * 0.1));
            }
            int most = 3 + random.nextInt(100);
            int writtenMeanwhile = random.nextInt(3);
            List<Position> thin = thin(track, Math.max(0, length - writtenMeanwhile), most);
            String which = "seed " + seed + ", round " + round;
            assertThat(thin.size()).as(which).isLessThanOrEqualTo(most);
            assertThat(track).as(which).containsSubsequence(thin);
            assertThat(thin.get(0)).as(which).isEqualTo(track.get(0));
            assertThat(thin.get(thin.size() - 1)).as(which).isEqualTo(track.get(length - 1));
        }
    }

    @Test
    void a_track_that_is_short_enough_stays_whole() {
        List<Position> track = List.of(at(0, 114, 35), at(1, 114.1, 35), at(2, 114.2, 35), at(3, 114.3, 35));
        assertThat(thin(track, 4, 4)).isEqualTo(track);
        assertThat(thin(List.of(), 0, 10)).isEmpty();
    }

    @Test
    void a_corner_and_a_single_detour_stay() {
        List<Position> track = new ArrayList<>();
        for (int second = 0; second <= 1000; second++) {
            double lon = 114 + Math.min(second, 637) * 1e-5;
            double lat = 35 + Math.max(0, second - 637) * 1e-5 + (second == 211 ? 0.01 : 0);
            track.add(at(second, lon, lat));
        }
        assertThat(thin(track, track.size(), 21)).contains(track.get(211)).anySatisfy(position -> assertThat(
                        Math.abs(position.time().getEpochSecond() - 637))
                .isLessThanOrEqualTo(1));
    }

    @Test
    void a_stop_keeps_its_length_to_within_two_runs() {
        List<Position> track = new ArrayList<>();
        for (int second = 0; second <= 3000; second++) {
            double way = second < 1000 ? second : second < 2000 ? 1000 : second - 1000;
            track.add(at(second, 114 + way * 1e-5, 35));
        }
        List<Position> stopped = thin(track, track.size(), 201).stream()
                .filter(position -> Math.abs(position.lon() - 114.01) < 1e-9)
                .toList();
        long length = stopped.get(stopped.size() - 1).time().getEpochSecond()
                - stopped.get(0).time().getEpochSecond();
        assertThat(length).isBetween(940L, 1000L);
    }
}
