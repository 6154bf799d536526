package org.anlan.layer;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.question.EditedIndex;
import org.anlan.layer.store.LayerBase;
import org.anlan.layer.store.LayerChange;
import org.anlan.layer.store.LayerEdits;
import org.anlan.layer.store.LayerEdits.Numbers;
import org.anlan.layer.store.LayerStore;
import org.anlan.layer.store.Overlay;
import org.anlan.layer.tile.TileSource;
import org.anlan.layer.tile.Tiles;

/**
 * One reference layer as this node has it: a base read from the database and an overlay of the edits since. Readers never
 * wait; changes come one after the other under this object's lock, in the order of their numbers.
 */
final class LiveLayer {

    /** An overlay is built anew with each edit; from so many changes or positions on it becomes part of a new base. */
    private static final int CHANGES = 256;

    private static final int POINTS = 50_000;

    private final LayerDefinition definition;
    private final LayerStore store;
    private final LayerEdits edits;
    private final Tiles tiles;
    private final AtomicBoolean rebuilding = new AtomicBoolean();
    /** One thread at a time reads the rows of a first question. */
    private final Object indexing = new Object();

    private volatile State state;

    /** @param index null until the first question: it keeps every row in memory */
    private record State(long loaded, Overlay overlay, TileSource source, EditedIndex index) {

        static State of(LayerDefinition definition, LayerBase base, boolean withIndex) {
            Overlay nothing = Overlay.on(base);
            return new State(
                    base.loaded(),
                    nothing,
                    TileSource.of(definition, base, nothing),
                    withIndex ? EditedIndex.of(base, nothing) : null);
        }

        State edited(List<LayerChange> changes) {
            Overlay now = overlay.with(changes);
            return new State(loaded, now, source.edited(now), index == null ? null : index.edited(now));
        }

        /** @param fresh on a newer base, of which this state knows every change since */
        State rebased(State fresh) {
            State now = fresh.edited(overlay.changes());
            return new State(loaded, now.overlay, source.rebased(now.source), now.index);
        }
    }

    /** Reads the layer. Blocks. */
    LiveLayer(LayerDefinition definition, LayerStore store, LayerEdits edits, Tiles tiles) {
        this.definition = definition;
        this.store = store;
        this.edits = edits;
        this.tiles = tiles;
        show(State.of(definition, store.base(definition.id()), false));
    }

    LayerDefinition definition() {
        return definition;
    }

    /** Of the last edit or load that is in what this node answers. */
    long number() {
        return state.overlay().number();
    }

    /** Features in use. */
    int count() {
        return state.overlay().count();
    }

    private void show(State now) {
        state = now;
        tiles.put(now.source());
    }

    /** Number of the load that brought the file's rows. */
    long loaded() {
        return state.loaded();
    }

    /** Brings this node up to what the database has. Blocks. */
    synchronized void catchUp(Numbers there) {
        if (there.loaded() > state.loaded()) {
            show(State.of(definition, store.base(definition.id()), state.index() != null));
        } else if (there.edit() > number()) {
            show(state.edited(edits.since(definition.id(), number(), there.edit())));
        }
    }

    /** Blocks at the first question. */
    EditedIndex index() {
        EditedIndex known = state.index();
        if (known != null) {
            return known;
        }
        synchronized (indexing) {
            while (state.index() == null) {
                rebase(true);
            }
            return state.index();
        }
    }

    /** Whether the overlay has grown so much that {@link #rebuild} is due. */
    boolean isGrown() {
        Overlay overlay = state.overlay();
        return overlay.changes().size() > CHANGES || overlay.points() > POINTS;
    }

    /** Makes the overlay part of a new base. Blocks; edits go on meanwhile. */
    void rebuild() {
        if (rebuilding.compareAndSet(false, true)) {
            try {
                rebase(state.index() != null);
            } finally {
                rebuilding.set(false);
            }
        }
    }

    private void rebase(boolean withIndex) {
        LayerBase base = store.base(definition.id());
        State fresh = State.of(definition, base, withIndex);
        synchronized (this) {
            catchUp(new Numbers(base.number(), base.loaded()));
            boolean follows = base.loaded() == state.loaded()
                    && base.number() >= state.overlay().since();
            if (follows && (withIndex || state.index() == null)) {
                show(state.rebased(fresh));
            }
        }
    }
}
