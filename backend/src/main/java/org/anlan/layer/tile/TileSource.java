package org.anlan.layer.tile;

import java.util.ArrayList;
import java.util.List;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.LayerBase;
import org.anlan.layer.store.LayerChange;
import org.anlan.layer.store.LayerRow;
import org.anlan.layer.store.Overlay;
import org.anlan.layer.tile.Touches.Touch;

/**
 * What the tiles of one layer are made of at one moment: flat arrays that stay, an overlay of what was edited since, and
 * where edits touched the map. Immutable; for any number of threads.
 */
public final class TileSource {

    private final FlatLayer base;
    private final Overlay overlay;
    /** The overlay's rows; null when there are none. */
    private final FlatLayer after;

    private final Touches touches;

    private TileSource(FlatLayer base, Overlay overlay, Touches touches) {
        this.base = base;
        this.overlay = overlay;
        this.after = overlay.rows().isEmpty() ? null : new FlatLayer(base.definition(), overlay.rows());
        this.touches = touches;
    }

    public static TileSource of(LayerDefinition definition, LayerBase base, Overlay overlay) {
        return new TileSource(new FlatLayer(definition, base.rows()), overlay, Touches.all(overlay.number()));
    }

    LayerDefinition definition() {
        return base.definition();
    }

    /** @param now this one's overlay with some changes */
    public TileSource edited(Overlay now) {
        long done = overlay.number();
        List<LayerChange> fresh =
                now.changes().stream().filter(change -> change.number() > done).toList();
        return new TileSource(base, now, touches.with(touched(fresh)));
    }

    /** The same content on another base: tiles that were made stay right. */
    public TileSource rebased(TileSource other) {
        return new TileSource(other.base, other.overlay, touches);
    }

    private List<Touch> touched(List<LayerChange> fresh) {
        List<LayerRow> rows = new ArrayList<>(overlay.rows());
        List<Touch> touched = new ArrayList<>();
        for (LayerChange change : fresh) {
            int hidden = overlay.find(change.before());
            if (hidden >= 0) {
                touched.add(new Touch(change.number(), base.box(hidden)));
            }
            rows.stream()
                    .filter(row -> row.place() == change.before())
                    .forEach(row -> touched.add(new Touch(change.number(), WorldBox.of(row.geometry()))));
            if (change.row() != null) {
                touched.add(new Touch(change.number(), WorldBox.of(change.row().geometry())));
                rows.add(change.row());
            }
        }
        return touched;
    }

    long version(TileAddress tile) {
        return touches.last(tile);
    }

    byte[] encode(TileAddress tile) {
        return overlay.isEmpty()
                ? TileEncoder.encode(base, tile)
                : TileEncoder.encode(base, overlay.hidden(), after, tile);
    }
}
