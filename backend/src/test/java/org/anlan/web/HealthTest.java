package org.anlan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.anlan.picture.Answer;
import org.anlan.picture.Change;
import org.anlan.picture.Head;
import org.anlan.picture.Space;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Picture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {

    private static final Instant NOW = Instant.parse("2021-07-22T09:50:00Z");

    @ParameterizedTest
    @CsvSource({
        "live, 0, ANSWERS, true, ok, ''",
        "live, 5, ANSWERS, true, ok, ''",
        "live, 6, ANSWERS, true, unavailable, last verified 6 s ago",
        "live, 1, AWAY, true, unavailable, the database cannot be asked",
        "live, 0, FULL, true, unavailable, the disk of the database takes nothing",
        "live, 0, ANSWERS, false, unavailable, starting or stopping",
        "drill-1, 0, ANSWERS, true, unavailable, live is not loaded",
    })
    void is_ready_only_when_nothing_is_wrong(
            String space, long ageSeconds, Head.Database database, boolean accepting, String status, String why) {
        long nanos = System.nanoTime();
        Head head = new Head(7, NOW.minusSeconds(ageSeconds), nanos - ageSeconds * 1_000_000_000, database);
        HealthController.Health health =
                HealthController.look(List.of(new FixedSpace(space, head)), accepting, NOW, nanos);
        assertThat(health.status()).isEqualTo(status);
        assertThat(String.join("; ", health.why())).contains(why);
        assertThat(health.why().isEmpty()).isEqualTo(status.equals("ok"));
        assertThat(health.spaces()).singleElement().satisfies(seen -> assertThat(seen.seq())
                .isEqualTo(7));
    }

    private record FixedSpace(String id, Head head) implements Space {
        @Override
        public String title() {
            return id;
        }

        @Override
        public String scenario() {
            return null;
        }

        @Override
        public Picture at(Instant time) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Timeline timeline(Instant to, int parts) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SpaceClock clock() {
            return SpaceClock.REAL;
        }

        @Override
        public String epoch() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Picture> newest() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Picture picture() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Answer> submit(Submission<?> submission) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Change> changes(long since, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Change> history(String collection, String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AutoCloseable listen(Listener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
