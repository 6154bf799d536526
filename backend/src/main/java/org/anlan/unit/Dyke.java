package org.anlan.unit;

import java.util.Comparator;
import java.util.Optional;
import org.anlan.geo.Distance;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;
import org.anlan.picture.model.Verbatim;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;

/**
 * A dyke section with chainage, measured along its drawn line. The chainage on record is spread evenly over the drawn
 * length, for a sketched line is not as long as the dyke.
 */
public final class Dyke {

    /**
     * A place beside a dyke.
     *
     * @param offsetMetres distance from the line
     */
    public record Footing(Feature<Area> dyke, Chainage chainage, double offsetMetres) {}

    /**
     * A chainage on a named dyke, as stored and sent.
     *
     * @param area id of the dyke
     * @param at the chainage, e.g. "12+300"
     */
    public record Mark(@Verbatim String area, @Verbatim String at) {

        /**
         * The same as people write it, with its place.
         *
         * @throws PictureException 422 naming the field: no such dyke, no such chainage on it
         */
        public Marked locate(Picture picture, String field) {
            Dyke dyke = get(picture, field + ".area", area);
            Chainage chainage = Chainage.parse(field + ".at", at);
            Coordinate place = dyke.locate(field + ".at", chainage);
            return new Marked(
                    new Mark(area, chainage.toString()),
                    dyke.feature.properties().name(),
                    place);
        }
    }

    /** A mark that exists, the dyke's name, and where it is. */
    public record Marked(Mark mark, String dyke, Coordinate place) {}

    private final Feature<Area> feature;
    private final Coordinate[] line;
    /** Metres along the drawn line up to each vertex. */
    private final double[] along;

    private Dyke(Feature<Area> feature, LineString line) {
        this.feature = feature;
        this.line = line.getCoordinates();
        this.along = new double[this.line.length];
        for (int vertex = 1; vertex < this.line.length; vertex++) {
            along[vertex] = along[vertex - 1] + Distance.metres(this.line[vertex - 1], this.line[vertex]);
        }
    }

    /** Empty for a detention area and for a dyke without chainage. */
    public static Optional<Dyke> find(Feature<Area> feature) {
        return feature.properties().hasChainage() && feature.geometry() instanceof LineString line
                ? Optional.of(new Dyke(feature, line))
                : Optional.empty();
    }

    /** @throws PictureException 422 when there is no such area, or it is no dyke with chainage */
    public static Dyke get(Picture picture, String field, String area) {
        return picture.find(Areas.TYPE, area == null ? "" : area)
                .flatMap(Dyke::find)
                .orElseThrow(() -> new PictureException(Problem.field(
                        "dyke", field, area, "须为有桩号的堤防编号", "must be the id of a dyke that has a chainage")));
    }

    /** The nearest dyke with chainage, however far. */
    public static Optional<Footing> nearest(Picture picture, Coordinate place) {
        return picture.list(Areas.TYPE).stream()
                .flatMap(area -> find(area).stream())
                .map(dyke -> dyke.footing(place))
                .min(Comparator.comparingDouble(Footing::offsetMetres)
                        .thenComparing(footing -> footing.dyke().id()));
    }

    public Feature<Area> feature() {
        return feature;
    }

    /** @throws PictureException 422 when the chainage lies beyond this section, saying from where to where it runs */
    public Coordinate locate(String field, Chainage chainage) {
        double from = feature.properties().chainageFrom();
        double to = feature.properties().chainageTo();
        double share = (chainage.metres() - from) / (to - from);
        if (share < 0 || share > 1) {
            String range = new Chainage(Math.min(from, to)) + " – " + new Chainage(Math.max(from, to));
            throw new PictureException(Problem.field(
                    "chainage",
                    field,
                    chainage,
                    feature.properties().name() + " 的桩号范围为 " + range,
                    feature.properties().name() + " runs over " + range));
        }
        return at(share * along[along.length - 1]);
    }

    private Coordinate at(double metres) {
        int vertex = 1;
        while (vertex < line.length - 1 && along[vertex] < metres) {
            vertex++;
        }
        double length = along[vertex] - along[vertex - 1];
        double share = length == 0 ? 0 : Math.min(1, (metres - along[vertex - 1]) / length);
        return between(line[vertex - 1], line[vertex], share);
    }

    /** The foot of the perpendicular from a place. */
    public Footing footing(Coordinate place) {
        double best = Double.POSITIVE_INFINITY;
        double bestAlong = 0;
        for (int vertex = 1; vertex < line.length; vertex++) {
            double share = share(place, line[vertex - 1], line[vertex]);
            double offset = Distance.metres(place, between(line[vertex - 1], line[vertex], share));
            if (offset < best) {
                best = offset;
                bestAlong = along[vertex - 1] + share * (along[vertex] - along[vertex - 1]);
            }
        }
        double from = feature.properties().chainageFrom();
        double to = feature.properties().chainageTo();
        double total = along[along.length - 1];
        double share = total == 0 ? 0 : bestAlong / total;
        return new Footing(feature, new Chainage(from + share * (to - from)), best);
    }

    /** Where on a segment the foot lies, 0…1, on a plane that is true in scale around the place. */
    private static double share(Coordinate place, Coordinate from, Coordinate to) {
        double narrow = Math.cos(Math.toRadians(place.y));
        double dx = (to.x - from.x) * narrow;
        double dy = to.y - from.y;
        double square = dx * dx + dy * dy;
        if (square == 0) {
            return 0;
        }
        double dot = (place.x - from.x) * narrow * dx + (place.y - from.y) * dy;
        return Math.max(0, Math.min(1, dot / square));
    }

    private static Coordinate between(Coordinate from, Coordinate to, double share) {
        return new Coordinate(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y));
    }
}
