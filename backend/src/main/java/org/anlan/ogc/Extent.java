package org.anlan.ogc;

import java.time.Instant;
import org.locationtech.jts.geom.Envelope;

/**
 * Where and when the features of a collection are.
 *
 * @param box lon/lat; empty when there is nothing
 * @param from oldest time, or null when the features have none
 * @param to newest time, or null
 */
record Extent(Envelope box, Instant from, Instant to) {

    static Extent nothing() {
        return new Extent(new Envelope(), null, null);
    }

    Extent with(Envelope more, Instant time) {
        Envelope both = new Envelope(box);
        both.expandToInclude(more);
        return new Extent(
                both, from == null || time.isBefore(from) ? time : from, to == null || time.isAfter(to) ? time : to);
    }
}
