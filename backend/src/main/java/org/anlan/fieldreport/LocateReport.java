package org.anlan.fieldreport;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.anlan.fieldreport.FieldReport.PositionSource;
import org.anlan.fieldreport.FieldReport.VillageBasis;
import org.anlan.fieldreport.FieldReport.Whereabouts;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Context;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;
import org.anlan.unit.Village;
import org.anlan.unit.Villages;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** An officer corrects where a report is: its village, its point, or both. */
final class LocateReport {

    /** A GeoJSON Point. */
    record PointInput(String type, List<Double> coordinates) {

        Coordinate place() {
            boolean fits = "Point".equals(type)
                    && coordinates != null
                    && coordinates.size() == 2
                    && coordinates.stream().allMatch(Objects::nonNull);
            if (!fits) {
                throw new PictureException(Problem.field(
                        "geometry",
                        "geometry",
                        type + " " + coordinates,
                        "须为 GeoJSON 点 {\"type\":\"Point\",\"coordinates\":[经度,纬度]}",
                        "must be a GeoJSON point {\"type\":\"Point\",\"coordinates\":[lon,lat]}"));
            }
            return new Coordinate(coordinates.get(0), coordinates.get(1));
        }
    }

    /** At least one of both. A moved report takes the nearest village unless one is named. */
    record Input(String village, PointInput geometry) {}

    private final PlaceRule places;

    LocateReport(PlaceRule places) {
        this.places = places;
    }

    CommandType<Input> command() {
        return new CommandType<>(FieldReports.TYPE.name(), "locate", Input.class, Role.DESK, this::decide);
    }

    private Decision decide(Picture picture, Context context, Call<Input> call) {
        Feature<FieldReport> report = picture.get(FieldReports.TYPE, call.id());
        report.properties().state().mustAllow("locate");
        Input in = call.input();
        boolean named = in.village() != null && !in.village().isBlank();
        if (!named && in.geometry() == null) {
            return Decision.refuse(Problem.field(
                    "missing", "village", null, "须给出村(village)或位置(geometry)", "give a village, a geometry, or both"));
        }
        Whereabouts old = report.properties().whereabouts();
        Coordinate place = in.geometry() == null
                ? report.geometry().getCoordinate()
                : in.geometry().place();
        Optional<Feature<Village>> village =
                named ? Optional.of(Villages.get(picture, "village", in.village())) : Villages.nearest(picture, place);
        boolean moved = in.geometry() != null;
        Whereabouts corrected = new Whereabouts(
                moved ? null : old.accuracyMetres(),
                moved ? PositionSource.MAP : old.positionSource(),
                village.map(Feature::id).orElse(null),
                village.map(found -> found.properties().shortName()).orElse(null),
                village.map(found -> found.properties().townName()).orElse(null),
                village.isEmpty() ? null : named ? VillageBasis.OFFICER : VillageBasis.NEAREST,
                moved ? null : old.chainage(),
                moved ? places.outsideMetres(place, null, true) : old.outsideMetres());
        Geometry geometry = moved ? report.geometry().getFactory().createPoint(place) : report.geometry();
        FieldReport after = report.properties().at(corrected);
        return after.equals(report.properties()) && geometry.equalsExact(report.geometry())
                ? Decision.unchanged(report)
                : Decision.accept(Decision.put(FieldReports.TYPE, report.id(), geometry, after));
    }
}
