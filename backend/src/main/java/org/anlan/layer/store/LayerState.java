package org.anlan.layer.store;

import java.util.List;

/**
 * What of a layer's file is in the database.
 *
 * @param hash of the file's content and of how it was read; another hash means: read it again
 * @param loaded rows kept
 * @param refused rows left out
 * @param refusals the first of them, at most {@link #NAMED}
 */
public record LayerState(String id, String hash, int loaded, int refused, List<Refusal> refusals) {

    public static final int NAMED = 100;

    public LayerState {
        refusals = List.copyOf(refusals.subList(0, Math.min(NAMED, refusals.size())));
    }
}
