package org.anlan.fieldreport;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.anlan.picture.model.Verbatim;
import org.anlan.unit.Dyke;

/**
 * A report from the field. Flat on the wire; in code it is read and changed by its parts {@link Sighting},
 * {@link Whereabouts} and {@link Handling}.
 *
 * @param accuracyMetres as the phone told it; null when it did not
 * @param village code, or null when none is near
 * @param outsideMetres distance to the county, 0 inside
 * @param incident the incident it became or was merged into, or null
 */
public record FieldReport(
        Kind kind,
        Danger danger,
        Severity severity,
        String text,
        Instant observedAt,
        Instant receivedAt,
        Double accuracyMetres,
        PositionSource positionSource,
        @Verbatim String village,
        String villageName,
        String townName,
        VillageBasis villageBasis,
        Dyke.Mark chainage,
        long outsideMetres,
        Reporter reporter,
        ReportState state,
        List<Photo> photos,
        Instant seenAt,
        String seenBy,
        List<Ask> asks,
        Instant decidedAt,
        String decidedBy,
        String reason,
        @Verbatim String incident) {

    public enum PositionSource {
        GPS,
        MAP,
        VILLAGE,
        CHAINAGE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who said which village it is. */
    public enum VillageBasis {
        NEAREST,
        REPORTER,
        OFFICER;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum PhotoState {
        EXPECTED,
        STORED,
        REFUSED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param phone null when not known or not for the reader */
    public record Reporter(@Verbatim String id, String name, String phone) {}

    /**
     * A photo or voice note. All but {@code n}, {@code size} and {@code state} may be null.
     *
     * @param n from 1
     * @param size bytes, as announced until it is stored
     * @param exifPosition lon, lat that the file itself carried, offered to the officer
     * @param problem why it was refused
     */
    public record Photo(
            int n,
            Long size,
            @Verbatim String type,
            PhotoState state,
            @Verbatim String hash,
            Integer width,
            Integer height,
            Double durationSeconds,
            List<Double> exifPosition,
            String problem) {

        public static Photo expected(int n, Long size, String type) {
            return new Photo(n, size, type, PhotoState.EXPECTED, null, null, null, null, null, null);
        }
    }

    /** A question back to the reporter. */
    public record Ask(@Verbatim String id, Instant at, String by, String text, String answer, Instant answeredAt) {}

    /** What was seen, which never changes, and who answers for it. */
    public record Sighting(
            Kind kind,
            Danger danger,
            Severity severity,
            String text,
            Instant observedAt,
            Instant receivedAt,
            Reporter reporter) {}

    /** Where it was, besides the geometry. */
    public record Whereabouts(
            Double accuracyMetres,
            PositionSource positionSource,
            String village,
            String villageName,
            String townName,
            VillageBasis villageBasis,
            Dyke.Mark chainage,
            long outsideMetres) {}

    /** What the desk did with it. */
    public record Handling(
            ReportState state,
            Instant seenAt,
            String seenBy,
            List<Ask> asks,
            Instant decidedAt,
            String decidedBy,
            String reason,
            String incident) {

        static final Handling FRESH = new Handling(ReportState.RECEIVED, null, null, List.of(), null, null, null, null);

        /** Seen by this officer, unless one had seen it before. */
        public Handling seen(Instant at, String by) {
            return seenAt != null ? this : new Handling(state, at, by, asks, decidedAt, decidedBy, reason, incident);
        }

        public Handling decided(ReportState next, Instant at, String by, String why, String itsIncident) {
            return new Handling(next, seenAt, seenBy, asks, at, by, why, itsIncident);
        }

        /** Waiting again, as if nothing had been decided. */
        public Handling undecided() {
            return new Handling(ReportState.RECEIVED, seenAt, seenBy, asks, null, null, null, null);
        }

        Handling withAsks(List<Ask> all) {
            return new Handling(state, seenAt, seenBy, all, decidedAt, decidedBy, reason, incident);
        }
    }

    public FieldReport {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(observedAt, "observedAt");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(positionSource, "positionSource");
        Objects.requireNonNull(reporter, "reporter");
        Objects.requireNonNull(state, "state");
        photos = List.copyOf(photos);
        asks = List.copyOf(asks);
        if ((kind == Kind.DANGER) != (danger != null)) {
            throw new IllegalArgumentException("kind " + kind + " with danger " + danger);
        }
        if (outsideMetres < 0) {
            throw new IllegalArgumentException("outsideMetres " + outsideMetres);
        }
    }

    static FieldReport of(Sighting saw, Whereabouts at, List<Photo> photos, Handling done) {
        return new FieldReport(
                saw.kind,
                saw.danger,
                saw.severity,
                saw.text,
                saw.observedAt,
                saw.receivedAt,
                at.accuracyMetres,
                at.positionSource,
                at.village,
                at.villageName,
                at.townName,
                at.villageBasis,
                at.chainage,
                at.outsideMetres,
                saw.reporter,
                done.state,
                photos,
                done.seenAt,
                done.seenBy,
                done.asks,
                done.decidedAt,
                done.decidedBy,
                done.reason,
                done.incident);
    }

    public Sighting sighting() {
        return new Sighting(kind, danger, severity, text, observedAt, receivedAt, reporter);
    }

    public Whereabouts whereabouts() {
        return new Whereabouts(
                accuracyMetres, positionSource, village, villageName, townName, villageBasis, chainage, outsideMetres);
    }

    public Handling handling() {
        return new Handling(state, seenAt, seenBy, asks, decidedAt, decidedBy, reason, incident);
    }

    /** The same report, handled further. */
    public FieldReport handled(UnaryOperator<Handling> step) {
        return of(sighting(), whereabouts(), photos, step.apply(handling()));
    }

    FieldReport by(Reporter next) {
        Sighting again = new Sighting(kind, danger, severity, text, observedAt, receivedAt, next);
        return of(again, whereabouts(), photos, handling());
    }

    /** Whether both tell of one sighting; where it was and what became of its photos may have been amended since. */
    boolean saysTheSameAs(FieldReport other) {
        return kind == other.kind
                && danger == other.danger
                && severity == other.severity
                && text.equals(other.text)
                && observedAt.equals(other.observedAt)
                && photos.size() == other.photos.size();
    }

    FieldReport at(Whereabouts place) {
        return of(sighting(), place, photos, handling());
    }

    FieldReport with(Photo photo) {
        List<Photo> all = new ArrayList<>(photos);
        all.set(photo.n() - 1, photo);
        return of(sighting(), whereabouts(), all, handling());
    }

    Optional<Photo> findPhoto(int n) {
        return n >= 1 && n <= photos.size() ? Optional.of(photos.get(n - 1)) : Optional.empty();
    }
}
