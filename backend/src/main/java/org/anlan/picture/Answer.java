package org.anlan.picture;

/**
 * What a caller gets for a command, once it is durable.
 *
 * @param status HTTP status: 200, 201, or that of the refusal
 * @param body JSON: the changed feature as the caller may see it, or the problem
 * @param seq the log's seq when this was decided
 * @param version version of the feature in the body, 0 when there is none
 * @param replayed true when the same Idempotency-Key had been answered before
 */
public record Answer(int status, String body, long seq, long version, boolean replayed) {

    public boolean isRefusal() {
        return status >= 400;
    }

    public Answer asReplay() {
        return new Answer(status, body, seq, version, true);
    }
}
