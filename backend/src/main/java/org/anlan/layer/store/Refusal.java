package org.anlan.layer.store;

/**
 * A row of a layer's file that was left out.
 *
 * @param row of the file's features, from 1
 * @param id the feature's, or empty
 * @param reason what is wrong, with the value
 */
public record Refusal(int row, String id, String reason, String reasonEn) {}
