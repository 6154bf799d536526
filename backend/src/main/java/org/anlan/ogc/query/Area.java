package org.anlan.ogc.query;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;

/** The parameter bbox as a geometry. */
final class Area {

    private static final GeometryFactory FACTORY = new GeometryFactory(new PrecisionModel(), 4490);
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,20}(\\.\\d{0,40})?([eE][+-]?\\d{1,3})?");

    private Area() {}

    /**
     * Four numbers west,south,east,north in degrees, or six with heights, which say nothing here. West greater than east
     * is a box across the 180th meridian. A box without width or height is a line or a point.
     *
     * @return empty when it is no box
     */
    static Optional<Geometry> parse(String text) {
        String[] words = text.split(",", -1);
        if (!(words.length == 4 || words.length == 6)
                || !Arrays.stream(words).allMatch(word -> NUMBER.matcher(word).matches())) {
            return Optional.empty();
        }
        double[] side = Arrays.stream(words).mapToDouble(Double::parseDouble).toArray();
        return side.length == 4
                ? box(side[0], side[1], side[2], side[3])
                : side[2] > side[5] ? Optional.empty() : box(side[0], side[1], side[3], side[4]);
    }

    private static Optional<Geometry> box(double west, double south, double east, double north) {
        if (Math.abs(west) > 180 || Math.abs(east) > 180 || south < -90 || north > 90 || south > north) {
            return Optional.empty();
        }
        if (west <= east) {
            return Optional.of(FACTORY.toGeometry(new Envelope(west, east, south, north)));
        }
        return Optional.of(FACTORY.toGeometry(new Envelope(west, 180, south, north))
                .union(FACTORY.toGeometry(new Envelope(-180, east, south, north))));
    }
}
