package org.anlan.layer.store;

import java.util.List;

/**
 * What of a layer's file is in the database.
 *
 * @param hash of the file's content and of how it was read; another hash means: read it again
 * @param loaded rows in use
 * @param kept rows left out because their features were edited or removed here
 * @param refused rows left out because they are bad
 * @param refusals the first of them, at most {@link #NAMED}
 */
public record LayerState(String id, String hash, int loaded, int kept, int refused, List<Refusal> refusals) {

    public static final int NAMED = 100;

    /** Nothing was ever read. */
    static LayerState none(String id) {
        return new LayerState(id, "", 0, 0, 0, List.of());
    }

    public LayerState {
        refusals = List.copyOf(refusals.subList(0, Math.min(NAMED, refusals.size())));
    }
}
