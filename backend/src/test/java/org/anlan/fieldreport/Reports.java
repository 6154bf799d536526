package org.anlan.fieldreport;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.anlan.layer.County;
import org.anlan.picture.Actor;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Feature;
import org.anlan.testing.PaperSpace;
import org.anlan.unit.Dyke;
import org.anlan.unit.Places;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** An invented county with its villages, and reports in it. */
public final class Reports {

    public static final Instant NOW = Instant.parse("2021-07-22T09:50:00Z");

    private static final Envelope BOX = new Envelope(114.3, 114.8, 35.4, 35.8);

    public static final County COUNTY = new County(
            "410999",
            "柳河县",
            "Liuhe County",
            new Coordinate(114.5, 35.6),
            BOX,
            new GeometryFactory().toGeometry(BOX),
            "");

    public static final PlaceRule PLACES = new PlaceRule(COUNTY);

    public static final CommandType<CreateReport.Input> CREATE = new CreateReport(PLACES).command();
    public static final CommandType<LocateReport.Input> LOCATE = new LocateReport(PLACES).command();

    private Reports() {}

    /** A sound report seen now, as it is sent over HTTP, with these members besides or instead. */
    public static Map<String, Object> body(Map<String, ?> more) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "kind", "danger",
                "danger", "piping",
                "severity", "major",
                "text", "堤脚管涌",
                "observedAt", Instant.now().toString()));
        properties.putAll(more);
        Map<String, Object> place = Map.of("type", "Point", "coordinates", List.of(114.368, 35.522));
        return Map.of("type", "Feature", "geometry", place, "properties", properties);
    }

    public static PaperSpace space() {
        PaperSpace space = new PaperSpace(NOW);
        Places.furnish(space);
        return space;
    }

    /** A sound report of piping at a village, to be spoilt in one member. */
    public static final class Draft {
        Kind kind = Kind.DANGER;
        Danger danger = Danger.PIPING;
        Severity severity = Severity.MAJOR;
        String text = "堤脚管涌,出浑水";
        Instant observedAt = NOW;
        Double accuracyMetres = 12.0;
        FieldReport.PositionSource source = FieldReport.PositionSource.GPS;
        String village;
        Dyke.Mark chainage;
        List<CreateReport.Announced> photos = List.of();
        Boolean confirmed;
        String phone = "13800000000";
        String id;
        double lon = 114.5001;
        double lat = 35.6001;

        public Draft at(double itsLon, double itsLat) {
            lon = itsLon;
            lat = itsLat;
            return this;
        }

        /** Where no village is near. */
        Draft far() {
            confirmed = true;
            return at(113.0, 35.0);
        }

        public Draft in(String itsVillage) {
            village = itsVillage;
            return this;
        }

        public Draft observed(Instant time) {
            observedAt = time;
            return this;
        }

        public Draft under(String itsId) {
            id = itsId;
            return this;
        }

        public Draft about(Kind itsKind, Danger itsDanger) {
            kind = itsKind;
            danger = itsDanger;
            return this;
        }

        Call<CreateReport.Input> call() {
            return Call.create(
                    PaperSpace.point(lon, lat),
                    new CreateReport.Input(
                            kind,
                            danger,
                            severity,
                            text,
                            observedAt,
                            accuracyMetres,
                            source,
                            village,
                            chainage,
                            photos,
                            confirmed,
                            phone,
                            id));
        }
    }

    /** Sends it and gives the stored report. */
    public static Feature<FieldReport> send(PaperSpace space, Actor actor, UnaryOperator<Draft> change) {
        String id = space.ask(CREATE, actor, change.apply(new Draft()).call()).id();
        return space.picture().get(FieldReports.TYPE, id);
    }

    public static Feature<FieldReport> send(PaperSpace space) {
        return send(space, PaperSpace.FIELD, draft -> draft);
    }
}
