package org.anlan.picture.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.anlan.picture.model.Feature;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Finds features by box: a packed tree of what was there when it was built, and a small overlay of what changed since.
 * Immutable; {@link #rebuilt} is dear and runs off the writer's thread.
 */
final class SpatialIndex {

    private static final int OVERLAY_AT_LEAST = 256;

    private final STRtree base;
    private final int baseSize;
    /** Ids changed or removed since the base was built, with the seq of that change. */
    private final PMap<String, Long> touched;

    private SpatialIndex(STRtree base, int baseSize, PMap<String, Long> touched) {
        this.base = base;
        this.baseSize = baseSize;
        this.touched = touched;
    }

    static SpatialIndex empty() {
        return of(List.of(), HashTreePMap.empty());
    }

    private static SpatialIndex of(Collection<Feature<?>> features, PMap<String, Long> touched) {
        STRtree tree = new STRtree();
        int size = 0;
        for (Feature<?> feature : features) {
            if (feature.geometry() != null) {
                tree.insert(feature.geometry().getEnvelopeInternal(), feature);
                size++;
            }
        }
        tree.build();
        return new SpatialIndex(tree, size, touched);
    }

    SpatialIndex touch(String id, long seq) {
        return new SpatialIndex(base, baseSize, touched.plus(id, seq));
    }

    boolean isWorn() {
        return touched.size() > Math.max(OVERLAY_AT_LEAST, baseSize / 10);
    }

    /** Whether the tree holds everything, with nothing in the overlay. */
    boolean isFresh() {
        return touched.isEmpty();
    }

    /** A fresh tree of these features. */
    SpatialIndex rebuilt(Collection<Feature<?>> features) {
        return of(features, HashTreePMap.empty());
    }

    /** This index, which knows newer changes, on the base of one built from the picture at {@code seq}. */
    SpatialIndex onBaseOf(SpatialIndex built, long seq) {
        PMap<String, Long> later = HashTreePMap.empty();
        for (Map.Entry<String, Long> entry : touched.entrySet()) {
            if (entry.getValue() > seq) {
                later = later.plus(entry.getKey(), entry.getValue());
            }
        }
        return new SpatialIndex(built.base, built.baseSize, later);
    }

    /** Features whose envelope touches the box; {@code current} resolves what was touched since. */
    List<Feature<?>> query(Envelope box, Map<String, Feature<?>> current) {
        List<Feature<?>> found = new ArrayList<>();
        for (Object item : base.query(box)) {
            Feature<?> feature = (Feature<?>) item;
            if (!touched.containsKey(feature.id())) {
                found.add(feature);
            }
        }
        for (String id : touched.keySet()) {
            Feature<?> feature = current.get(id);
            if (feature != null
                    && feature.geometry() != null
                    && feature.geometry().getEnvelopeInternal().intersects(box)) {
                found.add(feature);
            }
        }
        return found;
    }
}
