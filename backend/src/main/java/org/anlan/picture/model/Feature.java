package org.anlan.picture.model;

import java.time.Instant;
import java.util.Objects;
import org.locationtech.jts.geom.Geometry;

/**
 * A GeoJSON feature of the picture.
 *
 * @param geometry EPSG:4490 lon/lat, or null; never changed after construction
 * @param version 1, 2, 3 … of this feature; its ETag
 * @param seq the change that made this version
 * @param updated space time of that change
 * @param by name of who made it
 */
public record Feature<P extends Record>(
        String collection,
        String id,
        Geometry geometry,
        P properties,
        long version,
        long seq,
        Instant updated,
        String by) {

    public Feature {
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(properties, "properties");
        Objects.requireNonNull(updated, "updated");
    }

    /** The same feature as a reader with less sight sees it. */
    public Feature<P> withProperties(P seen) {
        return new Feature<>(collection, id, geometry, seen, version, seq, updated, by);
    }
}
