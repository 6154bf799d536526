package org.anlan.picture.stream;

import java.util.List;
import org.anlan.picture.Problem;

/**
 * What became of a batch of rows.
 *
 * @param accepted rows that are stored and durable
 * @param repeated rows that were stored before
 * @param refused rows that could not be taken, each with its reason; the others are stored all the same
 */
public record Receipt(int accepted, int repeated, List<Refused> refused) {

    /** @param row position in the batch, from 1 */
    public record Refused(int row, Problem problem) {}

    public Receipt {
        refused = List.copyOf(refused);
    }
}
