package org.anlan.incident;

import java.util.Optional;
import org.anlan.fieldreport.PlaceRule;
import org.anlan.incident.Incident.Site;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;
import org.anlan.unit.Dyke;
import org.anlan.unit.PlaceSearch;
import org.anlan.unit.Village;
import org.anlan.unit.Villages;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.PrecisionModel;

/** Where an incident is, from whatever the caller could say: a point on the map, a 桩号, a village, or a place by name. */
record Locating(PlaceRule places, Picture picture) {

    private static final GeometryFactory GEOMETRY = new GeometryFactory(new PrecisionModel(), 4490);

    /**
     * What was said.
     *
     * @param geometry a point, or null
     * @param place cleaned free text, or null
     * @param village code, or null
     * @param confirmed true when a point far outside the county is meant
     */
    record Said(Geometry geometry, String place, String village, Dyke.Mark chainage, Boolean confirmed) {}

    /** @param label short name for a title, "" when there is none */
    record Located(Point point, Site site, String label) {}

    /** @throws PictureException 422 when nothing locates it, or what was said does not exist */
    Located locate(Said said) {
        Dyke.Marked mark = said.chainage() == null ? null : said.chainage().locate(picture, "properties.chainage");
        Optional<Feature<Village>> named =
                said.village() == null || said.village().isBlank()
                        ? Optional.empty()
                        : Optional.of(Villages.get(picture, "properties.village", said.village()));
        Coordinate place = coordinate(said, mark, named);
        Optional<Feature<Village>> village = named.or(() -> Villages.nearest(picture, place));
        Site site = new Site(
                said.place(),
                village.map(Feature::id).orElse(null),
                village.map(found -> found.properties().shortName()).orElse(null),
                village.map(found -> found.properties().townName()).orElse(null),
                mark == null ? null : mark.mark());
        return new Located(GEOMETRY.createPoint(place), site, label(site, mark));
    }

    private Coordinate coordinate(Said said, Dyke.Marked mark, Optional<Feature<Village>> named) {
        if (said.geometry() != null) {
            Coordinate place = said.geometry().getCoordinate();
            places.outsideMetres(place, null, Boolean.TRUE.equals(said.confirmed()));
            return place;
        }
        if (mark != null) {
            return mark.place();
        }
        if (named.isPresent()) {
            return named.get().geometry().getCoordinate();
        }
        if (said.place() != null) {
            return PlaceSearch.get(picture, "properties.place", said.place()).point();
        }
        throw new PictureException(Problem.field(
                "location",
                "geometry",
                null,
                "须有位置:地图点、桩号、村或地名之一",
                "a location is needed: a point, a chainage, a village or a place by name"));
    }

    private static String label(Site site, Dyke.Marked mark) {
        if (mark != null) {
            return mark.dyke() + " " + mark.mark().at();
        }
        if (site.place() != null && site.place().length() <= 20) {
            return site.place();
        }
        return site.villageName() == null ? "" : site.villageName();
    }
}
