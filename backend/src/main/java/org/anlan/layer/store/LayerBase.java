package org.anlan.layer.store;

import java.util.List;

/**
 * A layer as it was at one moment.
 *
 * @param number of the last edit or load that is in it
 * @param loaded number of the load that brought its file's rows
 * @param rows in the order of their places
 */
public record LayerBase(long number, long loaded, List<LayerRow> rows) {

    public LayerBase {
        rows = List.copyOf(rows);
    }

    /** As read from a file and never edited. */
    public static LayerBase of(List<LayerRow> rows) {
        return new LayerBase(0, 0, rows);
    }
}
