package org.anlan.layer.question;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.anlan.layer.question.LayerIndex.Near;
import org.anlan.layer.store.LayerBase;
import org.anlan.layer.store.LayerRow;
import org.anlan.layer.store.Overlay;
import org.locationtech.jts.geom.Geometry;

/**
 * Questions of where to one layer at one moment: an index that stays, and a small one of what was edited since. Features
 * are numbered in the order of their places, with gaps. Immutable; for any number of threads.
 */
public final class EditedIndex {

    private final List<LayerRow> rows;
    private final LayerIndex index;
    private final Overlay overlay;
    private final LayerIndex after;

    private EditedIndex(List<LayerRow> rows, LayerIndex index, Overlay overlay) {
        this.rows = rows;
        this.index = index;
        this.overlay = overlay;
        this.after = index(overlay.rows());
    }

    public static EditedIndex of(LayerBase base, Overlay overlay) {
        return new EditedIndex(base.rows(), index(base.rows()), overlay);
    }

    private static LayerIndex index(List<LayerRow> rows) {
        return new LayerIndex(rows.stream().map(LayerRow::geometry).toList());
    }

    /** @param now an overlay on the same base */
    public EditedIndex edited(Overlay now) {
        return new EditedIndex(rows, index, now);
    }

    public LayerRow row(int feature) {
        return feature < rows.size() ? rows.get(feature) : overlay.rows().get(feature - rows.size());
    }

    /** The features that have a place in common with the area, ascending; the edge belongs to it. */
    public int[] intersecting(Geometry area) {
        return joined(index.intersecting(area), after.intersecting(area));
    }

    /** The features whose nearest place is at most so far from the point, ascending; 0 metres inside an area. */
    public int[] within(LocalPlane plane, double metres) {
        return joined(index.within(plane, metres), after.within(plane, metres));
    }

    private int[] joined(int[] found, int[] foundAfter) {
        return IntStream.concat(
                        IntStream.of(found).filter(feature -> !overlay.hidden().get(feature)),
                        IntStream.of(foundAfter).map(feature -> feature + rows.size()))
                .toArray();
    }

    /** So many features, nearest first, of the same distance the lower number first; fewer when there are no more. */
    public List<Near> nearest(LocalPlane plane, int count) {
        return Stream.concat(
                        index.nearest(plane, count, overlay.hidden()).stream(),
                        after.nearest(plane, count).stream()
                                .map(near -> new Near(near.feature() + rows.size(), near.metres())))
                .sorted(Comparator.comparingDouble(Near::metres).thenComparingInt(Near::feature))
                .limit(count)
                .toList();
    }

    public double metres(LocalPlane plane, int feature) {
        return feature < rows.size() ? index.metres(plane, feature) : after.metres(plane, feature - rows.size());
    }
}
