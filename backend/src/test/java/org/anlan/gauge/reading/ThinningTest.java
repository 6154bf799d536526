package org.anlan.gauge.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.anlan.gauge.Datum;
import org.junit.jupiter.api.Test;

class ThinningTest {

    @Test
    void what_remains_is_part_of_the_series_with_its_ends_and_every_part_s_peaks() {
        long seed = 5;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Reading> series = new ArrayList<>();
            long at = 0;
            double stage = 60;
            for (int index = 0; index < 5 + random.nextInt(400); index++) {
                at += 1 + random.nextInt(100_000);
                stage += random.nextGaussian();
                series.add(new Reading("g", Instant.ofEpochMilli(at), "t", stage, null, Datum.FROZEN, List.of(), null));
            }
            int most = 4 + random.nextInt(100);
            List<Reading> thin = Thinning.thin(series, most);
            String what = "seed " + seed + ", round " + round;
            assertThat(thin.size()).as(what).isLessThanOrEqualTo(Math.max(most, 4));
            assertThat(series).as(what).containsSubsequence(thin);
            Comparator<Reading> byStage = Comparator.comparing(Reading::stageMetres);
            assertThat(thin.stream().max(byStage))
                    .as(what)
                    .isEqualTo(series.stream().max(byStage));
            assertThat(thin.stream().min(byStage))
                    .as(what)
                    .isEqualTo(series.stream().min(byStage));
            assertThat(thin.get(0)).as(what).isEqualTo(series.get(0));
            assertThat(thin.get(thin.size() - 1)).as(what).isEqualTo(series.get(series.size() - 1));
        }
    }

    /** Flows are hundreds and stages tens: among each other the flow alone would be high and the stage alone low. */
    @Test
    void stages_and_flows_keep_each_their_own_peaks() {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Reading> series = new ArrayList<>();
            for (int index = 0; index < 20 + random.nextInt(400); index++) {
                boolean flowOnly = random.nextInt(3) == 0;
                Double stage = flowOnly ? null : 60 + random.nextGaussian();
                Double flow = flowOnly || random.nextBoolean() ? 400 + 50 * random.nextGaussian() : null;
                Instant at = Instant.ofEpochMilli(60_000L * index);
                series.add(new Reading("g", at, "t", stage, flow, Datum.FROZEN, List.of(), null));
            }
            int most = 4 + random.nextInt(100);
            List<Reading> thin = Thinning.thin(series, most);
            String what = "seed " + seed + ", round " + round;
            assertThat(thin.size()).as(what).isLessThanOrEqualTo(Math.max(most, 6));
            assertThat(series).as(what).containsSubsequence(thin);
            assertThat(peaks(thin, Reading::stageMetres)).as(what).isEqualTo(peaks(series, Reading::stageMetres));
            assertThat(peaks(thin, Reading::flow)).as(what).isEqualTo(peaks(series, Reading::flow));
        }
    }

    private static List<Double> peaks(List<Reading> series, Function<Reading, Double> value) {
        DoubleSummaryStatistics told = series.stream()
                .map(value)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        return List.of(told.getMin(), told.getMax());
    }
}
