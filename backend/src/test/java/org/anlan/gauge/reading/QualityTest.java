package org.anlan.gauge.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.anlan.gauge.Datum;
import org.anlan.gauge.Gauge;
import org.anlan.gauge.Gauge.Flag;
import org.anlan.gauge.GaugeFixtures;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class QualityTest {

    private static final Instant BEGIN = Instant.parse("2021-07-01T00:00:00Z");
    private static final Gauge GAUGE = GaugeFixtures.gauge(Datum.FROZEN, Datum.FROZEN);

    @Parameter
    TestDatabase kind;

    TestDatabase.Opened database;
    ReadingStore store;

    @BeforeEach
    void open() {
        database = kind.open();
        store = new ReadingStore(database.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Reading reading(int hour, double stage) {
        return new Reading(
                GAUGE.code(), BEGIN.plusSeconds(3600L * hour), "t", stage, null, Datum.FROZEN, List.of(), null);
    }

    private void take(List<Reading> fresh) throws SQLException {
        Map<Boolean, List<Reading>> checked = new Quality(store)
                .check("live", GAUGE, fresh).stream()
                        .collect(Collectors.partitioningBy(reading -> reading.recorded() == null));
        assertThat(checked.get(true)).hasSameSizeAs(fresh);
        try (Connection connection = database.dataSource().getConnection()) {
            store.insert(connection, "live", checked.get(true), "admin", BEGIN);
            store.flag(connection, "live", checked.get(false));
        }
    }

    private List<List<Flag>> stored() {
        return store.between("live", GAUGE.code(), BEGIN, BEGIN.plusSeconds(3600L * 3000)).stream()
                .map(Reading::flags)
                .toList();
    }

    /** Two months of hours are looked at in six parts. */
    @Test
    void a_long_batch_is_judged_as_if_it_was_looked_at_whole_and_so_are_its_gaps() throws SQLException {
        long seed = 11;
        Random random = new Random(seed);
        List<Reading> series = new ArrayList<>();
        double stage = 63;
        for (int hour = 0; hour < 60 * 24; hour++) {
            boolean calm = hour % 240 > 225 || hour % 240 < 5;
            stage += calm ? 0 : random.nextGaussian() / 20;
            double slip = random.nextInt(12) == 0 && !calm ? 3 * random.nextGaussian() : 0;
            if (hour < 500 || hour > 700) {
                series.add(reading(hour, stage + slip));
            }
        }
        List<Reading> even = IntStream.range(0, series.size())
                .filter(index -> index % 2 == 0)
                .mapToObj(series::get)
                .toList();
        List<Reading> odd =
                series.stream().filter(reading -> !even.contains(reading)).toList();
        take(even);
        assertThat(stored()).as("seed " + seed).isEqualTo(flags(QualityRule.check(GAUGE, even)));
        take(odd);
        assertThat(stored()).as("seed " + seed).isEqualTo(flags(QualityRule.check(GAUGE, series)));
        assertThat(stored().stream().flatMap(List::stream)).contains(Flag.SPIKE, Flag.RATE, Flag.STUCK);
    }

    private static List<List<Flag>> flags(List<Reading> readings) {
        return readings.stream().map(Reading::flags).toList();
    }

    @Test
    void a_flag_stays_when_the_reading_is_too_far_back_to_be_judged_anew() throws SQLException {
        for (int hour = 0; hour < 30; hour++) {
            take(List.of(reading(hour, 63.2)));
        }
        assertThat(stored().subList(0, 7)).containsOnly(List.of());
        assertThat(stored().subList(7, 30)).containsOnly(List.of(Flag.STUCK));
    }

    @Test
    void a_late_reading_takes_no_flag_from_those_whose_own_surroundings_are_out_of_sight() throws SQLException {
        List<Reading> series = new ArrayList<>();
        for (int hour = 1; hour < 30; hour++) {
            series.add(reading(2 * hour, hour == 10 ? 64.2 : 63 + hour / 100.0));
        }
        take(series);
        assertThat(stored().get(9)).containsExactly(Flag.SPIKE);
        take(List.of(reading(1, 63)));
        assertThat(stored().get(10)).containsExactly(Flag.SPIKE);
    }
}
