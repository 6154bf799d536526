package org.anlan.picture;

/**
 * What a caller gets for a command, once it is durable.
 *
 * @param status HTTP status: 200, 201, or that of the refusal
 * @param body JSON of the changed feature as the caller may see it; null for a refusal
 * @param problem the refusal, or null
 * @param seq the log's seq when this was decided
 * @param version version of the feature in the body, 0 for a refusal
 * @param replayed true when the same Idempotency-Key had been answered before
 */
public record Answer(int status, String body, Problem problem, long seq, long version, boolean replayed) {

    public static Answer refused(Problem problem, long seq) {
        return new Answer(problem.status(), null, problem, seq, 0, false);
    }

    public boolean isRefusal() {
        return problem != null;
    }

    public Answer asReplay() {
        return new Answer(status, body, problem, seq, version, true);
    }
}
