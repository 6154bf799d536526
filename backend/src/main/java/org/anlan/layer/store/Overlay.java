package org.anlan.layer.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What edits made of a layer since its base was read: which rows of the base are hidden, and which come after it. Together
 * they are, in the same order, what a base read now would hold. Immutable.
 */
public final class Overlay {

    /** The base's places, ascending; shared by all overlays on it. */
    private final long[] places;

    private final long since;
    private final long number;
    private final BitSet hidden;
    private final List<LayerRow> rows;
    private final List<LayerChange> changes;

    private Overlay(
            long[] places, long since, long number, BitSet hidden, List<LayerRow> rows, List<LayerChange> changes) {
        this.places = places;
        this.since = since;
        this.number = number;
        this.hidden = hidden;
        this.rows = List.copyOf(rows);
        this.changes = List.copyOf(changes);
    }

    /** Nothing has changed yet. */
    public static Overlay on(LayerBase base) {
        long[] places = base.rows().stream().mapToLong(LayerRow::place).toArray();
        return new Overlay(places, base.number(), base.number(), new BitSet(), List.of(), List.of());
    }

    /** @param more in the order of their numbers; those that are in it already are passed over */
    public Overlay with(List<LayerChange> more) {
        BitSet nowHidden = (BitSet) hidden.clone();
        List<LayerRow> nowRows = new ArrayList<>(rows);
        List<LayerChange> nowChanges = new ArrayList<>(changes);
        long last = number;
        for (LayerChange change : more) {
            if (change.number() <= last) {
                continue;
            }
            last = change.number();
            nowChanges.add(change);
            int place = find(change.before());
            if (place >= 0) {
                nowHidden.set(place);
            } else {
                nowRows.removeIf(row -> row.place() == change.before());
            }
            if (change.row() != null) {
                nowRows.add(change.row());
            }
        }
        return new Overlay(places, since, last, nowHidden, nowRows, nowChanges);
    }

    /** Of the last edit that is in base or overlay. */
    public long number() {
        return number;
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The base's row of this place, or -1. */
    public int find(long place) {
        return Math.max(-1, Arrays.binarySearch(places, place));
    }

    /** Not to be changed. */
    public BitSet hidden() {
        return hidden;
    }

    /** What comes after the base's rows. */
    public List<LayerRow> rows() {
        return rows;
    }

    /** Since the base, in their order. */
    public List<LayerChange> changes() {
        return changes;
    }

    /** The base's number. */
    public long since() {
        return since;
    }

    /** Positions in the rows after the base. */
    public int points() {
        return rows.stream().mapToInt(row -> row.geometry().getNumPoints()).sum();
    }

    /** Features in use. */
    public int count() {
        return places.length - hidden.cardinality() + rows.size();
    }
}
