package org.anlan.fieldreport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.anlan.fieldreport.FieldReport.Handling;
import org.anlan.fieldreport.FieldReport.Photo;
import org.anlan.fieldreport.FieldReport.PositionSource;
import org.anlan.fieldreport.FieldReport.Reporter;
import org.anlan.fieldreport.FieldReport.Sighting;
import org.anlan.fieldreport.FieldReport.VillageBasis;
import org.anlan.fieldreport.FieldReport.Whereabouts;
import org.anlan.picture.Actor;
import org.anlan.picture.Problem;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.Checks;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Context;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.PhoneNumbers;
import org.anlan.picture.model.Picture;
import org.anlan.unit.Dyke;
import org.anlan.unit.Village;
import org.anlan.unit.Villages;
import org.locationtech.jts.geom.Coordinate;

/**
 * Sending a report. Everything that is wrong with its members is said at once. What it is, how bad and where is enough:
 * whoever sees a dyke break has no hand free for more.
 */
final class CreateReport {

    static final int PHOTOS = 9;
    static final long IMAGE_BYTES = 15L << 20;
    static final long AUDIO_BYTES = 10L << 20;
    static final int TEXT_LENGTH = 2000;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern MEDIA = Pattern.compile("(?:image|audio)/[a-z0-9.+-]{1,60}");

    /**
     * What is sent.
     *
     * @param positionSource when absent: gps with an accuracy, else map
     * @param village code chosen by the reporter; when absent the nearest is taken
     * @param confirmed true when a place far outside the county is meant
     * @param phone where the reporter can be called; when absent the number of the account
     * @param id random, made by the sender: whoever sends the report again under it sends this one
     */
    record Input(
            Kind kind,
            Danger danger,
            Severity severity,
            String text,
            Instant observedAt,
            Double accuracyMetres,
            PositionSource positionSource,
            String village,
            Dyke.Mark chainage,
            List<Announced> photos,
            Boolean confirmed,
            String phone,
            String id) {}

    /** A photo or voice note that will follow. */
    record Announced(Long size, String type) {}

    private final PlaceRule places;

    CreateReport(PlaceRule places) {
        this.places = places;
    }

    CommandType<Input> command() {
        return new CommandType<>(
                FieldReports.TYPE.name(), CommandType.CREATE, Input.class, FieldReports.REPORTERS, this::decide);
    }

    private Decision decide(Picture picture, Context context, Call<Input> call) {
        Input in = call.input();
        Checks checks = new Checks();
        String text = checks.text("properties.text", in.text(), TEXT_LENGTH);
        List<Photo> photos = photos(checks, in.photos());
        Kind.check(checks, in.kind(), in.danger());
        checks.required("properties.severity", in.severity());
        TimeRule.check(checks, "properties.observedAt", in.observedAt(), context.now());
        PlaceRule.checkAccuracy(checks, "properties.accuracyMetres", in.accuracyMetres());
        checks.required("geometry", call.geometry());
        String phone = PhoneNumbers.check(checks, "properties.phone", in.phone());
        if (in.positionSource() == PositionSource.CHAINAGE) {
            checks.required("properties.chainage", in.chainage());
        }
        if (in.id() != null && !ID.matcher(in.id()).matches()) {
            checks.reject("properties.id", in.id(), "须为 32 位十六进制数或 UUID", "must be 32 hexadecimal digits or a UUID");
        }
        checks.done();
        Actor sender = context.actor();
        Reporter reporter = new Reporter(sender.id(), sender.name(), phone == null ? sender.phone() : phone);
        FieldReport report = FieldReport.of(
                new Sighting(in.kind(), in.danger(), in.severity(), text, in.observedAt(), context.now(), reporter),
                whereabouts(picture, in, call.geometry().getCoordinate()),
                photos,
                Handling.FRESH);
        String id = in.id() == null ? context.newId("fieldreport") : in.id();
        return picture.find(FieldReports.TYPE, id)
                .map(known -> again(known, report))
                .orElseGet(() -> Decision.accept(Decision.put(FieldReports.TYPE, id, call.geometry(), report)));
    }

    /**
     * A phone whose person or credential changed sends what it has under the new name, not knowing whether it had arrived
     * under the old one. It is the same report then, and who sends it now goes on with it: its photos, its answers.
     */
    private static Decision again(Feature<FieldReport> known, FieldReport sent) {
        FieldReport there = known.properties();
        if (!there.saysTheSameAs(sent)) {
            return Decision.refuse(Problem.of(
                    409,
                    "report-id",
                    "编号 " + known.id() + " 已是另一份上报",
                    "there is another report with the id " + known.id()));
        }
        return there.reporter().id().equals(sent.reporter().id())
                ? Decision.unchanged(known)
                : Decision.accept(Decision.put(known, there.by(sent.reporter())));
    }

    private Whereabouts whereabouts(Picture picture, Input in, Coordinate place) {
        long outside = places.outsideMetres(place, in.accuracyMetres(), Boolean.TRUE.equals(in.confirmed()));
        Dyke.Mark mark = in.chainage() == null
                ? null
                : in.chainage().locate(picture, "properties.chainage").mark();
        boolean named = in.village() != null && !in.village().isBlank();
        Optional<Feature<Village>> village = named
                ? Optional.of(Villages.get(picture, "properties.village", in.village()))
                : Villages.nearest(picture, place);
        return new Whereabouts(
                in.accuracyMetres(),
                source(in),
                village.map(Feature::id).orElse(null),
                village.map(found -> found.properties().shortName()).orElse(null),
                village.map(found -> found.properties().townName()).orElse(null),
                village.isEmpty() ? null : named ? VillageBasis.REPORTER : VillageBasis.NEAREST,
                mark,
                outside);
    }

    private static PositionSource source(Input in) {
        if (in.positionSource() != null) {
            return in.positionSource();
        }
        return in.accuracyMetres() == null ? PositionSource.MAP : PositionSource.GPS;
    }

    private static List<Photo> photos(Checks checks, List<Announced> announced) {
        List<Announced> all = announced == null ? List.of() : announced;
        if (all.size() > PHOTOS) {
            checks.reject("properties.photos", all.size(), "最多 " + PHOTOS + " 个", "at most " + PHOTOS);
            return List.of();
        }
        List<Photo> photos = new ArrayList<>();
        for (Announced one : all) {
            String field = "properties.photos[" + photos.size() + "]";
            if (checks.required(field, one) != null) {
                photos.add(photo(checks, field, photos.size() + 1, one));
            }
        }
        return photos;
    }

    private static Photo photo(Checks checks, String field, int n, Announced one) {
        String type = mediaType(one.type());
        if (type != null && !MEDIA.matcher(type).matches()) {
            checks.reject(field + ".type", one.type(), "须为图片或录音类型,如 image/jpeg", "must be an image or audio type");
        }
        long most = type != null && type.startsWith("audio/") ? AUDIO_BYTES : IMAGE_BYTES;
        if (one.size() == null || one.size() < 1 || one.size() > most) {
            checks.reject(
                    field + ".size",
                    one.size(),
                    "须为 1 字节至 " + (most >> 20) + " MB",
                    "must be 1 byte to " + (most >> 20) + " MB");
        }
        return Photo.expected(n, one.size(), type);
    }

    /** "audio/webm;codecs=opus" → "audio/webm"; null stays null. */
    private static String mediaType(String type) {
        return type == null || type.isBlank()
                ? null
                : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
