package org.anlan.layer.store;

/**
 * What one edit did.
 *
 * @param number of the edit; they grow without a gap, but for those of the loads of the file
 * @param before the {@link LayerRow#place} of the feature it replaced or removed; 0 when there was none
 * @param row what the feature is from then on; null when it was removed
 */
public record LayerChange(long number, long before, LayerRow row) {}
