package org.anlan.picture.model;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.anlan.picture.Reader;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/** An immutable picture of one space at one seq. */
public interface Picture {

    String space();

    String epoch();

    long seq();

    /** Space time of the last change. */
    Instant at();

    <P extends Record> Optional<Feature<P>> find(CollectionType<P> type, String id);

    /** @throws org.anlan.picture.PictureException 404 when there is no such feature */
    <P extends Record> Feature<P> get(CollectionType<P> type, String id);

    /** What this reader sees of a feature; empty when it is not there or may not be seen. */
    default <P extends Record> Optional<Feature<P>> find(CollectionType<P> type, String id, Reader reader) {
        return find(type, id).flatMap(feature -> type.see(reader, feature));
    }

    /** @throws org.anlan.picture.PictureException 404, the same for what is not there and what may not be seen */
    <P extends Record> Feature<P> get(CollectionType<P> type, String id, Reader reader);

    /** All features of a collection, in no particular order. */
    <P extends Record> Collection<Feature<P>> list(CollectionType<P> type);

    /** Features whose envelope touches the box (degrees, EPSG:4490). */
    <P extends Record> List<Feature<P>> within(CollectionType<P> type, Envelope box);

    /** Features within so many metres of a place, nearest first, at most {@code count}. */
    <P extends Record> List<Feature<P>> nearest(
            CollectionType<P> type, Coordinate place, double withinMetres, int count);

    /** Every feature of every collection. */
    Collection<Feature<?>> all();
}
