package org.anlan.drill;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a drill stands; the only feature of the collection {@code drills} of its space.
 *
 * @param rate space seconds per second while it plays
 * @param played rows of the scenario that were played, of {@code total}
 * @param startedAt real time, as endedAt
 * @param seekTo space time it plays up to at once, or null
 * @param failure where it stopped and why, or null
 * @param refusedRows rows of the scenario's files that could not be read
 * @param refusedSteps commands of the scenario that were refused when their time came; the newest hundred
 */
public record Drill(
        String scenario,
        String title,
        String titleEn,
        State state,
        double rate,
        Instant from,
        Instant to,
        int played,
        int total,
        Instant startedAt,
        String startedBy,
        Instant endedAt,
        Instant seekTo,
        Failure failure,
        int refusedRows,
        List<RefusedStep> refusedSteps) {

    public enum State {
        PLAYING,
        PAUSED,
        SEEKING,
        FINISHED,
        FAILED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param at space time */
    public record Failure(String file, int row, Instant at, String reason, String reasonEn) {}

    public record RefusedStep(String file, int row, Instant at, String command, String reason, String reasonEn) {}

    private static final int KEPT_STEPS = 100;

    public Drill {
        refusedSteps = refusedSteps == null ? List.of() : List.copyOf(refusedSteps);
    }

    boolean isOver() {
        return state == State.FINISHED;
    }

    boolean isMoving() {
        return state == State.PLAYING || state == State.SEEKING;
    }

    /** Whether it is to play what happens at this time at once. */
    boolean isSeeking(Instant time) {
        return state == State.SEEKING && time != null && !time.isAfter(seekTo);
    }

    Drill in(State next, double nextRate, Instant nextSeek) {
        return new Drill(
                scenario,
                title,
                titleEn,
                next,
                nextRate,
                from,
                to,
                played,
                total,
                startedAt,
                startedBy,
                endedAt,
                nextSeek,
                null,
                refusedRows,
                refusedSteps);
    }

    Drill played(int count, List<RefusedStep> refused) {
        List<RefusedStep> steps = new ArrayList<>(refusedSteps);
        steps.addAll(refused);
        List<RefusedStep> kept = steps.subList(Math.max(0, steps.size() - KEPT_STEPS), steps.size());
        return new Drill(
                scenario,
                title,
                titleEn,
                state,
                rate,
                from,
                to,
                count,
                total,
                startedAt,
                startedBy,
                endedAt,
                seekTo,
                failure,
                refusedRows,
                kept);
    }

    Drill failed(Failure why) {
        return new Drill(
                scenario,
                title,
                titleEn,
                State.FAILED,
                rate,
                from,
                to,
                played,
                total,
                startedAt,
                startedBy,
                endedAt,
                null,
                why,
                refusedRows,
                refusedSteps);
    }

    Drill ended(Instant real) {
        return new Drill(
                scenario,
                title,
                titleEn,
                State.FINISHED,
                rate,
                from,
                to,
                played,
                total,
                startedAt,
                startedBy,
                real,
                null,
                failure,
                refusedRows,
                refusedSteps);
    }
}
