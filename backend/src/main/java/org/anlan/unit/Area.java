package org.anlan.unit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.anlan.picture.model.Verbatim;

/**
 * A flood detention area (Polygon) or a dyke section (LineString).
 *
 * @param code short code, also the feature's id
 * @param officialAreaKm2 the area on record, which the drawn outline need not have; null when unknown
 * @param population people inside on record; null when unknown
 * @param river for a dyke, the river it follows
 * @param bank looking downstream
 * @param chainageFrom metres at the first vertex of a dyke
 * @param chainageTo metres at the last vertex; may be less than {@code chainageFrom}
 * @param state how far a detention area is used; null for a dyke
 * @param stateSince space time; null while it was never used
 * @param definedBy who last wrote all but the state, once somebody else has set the state; null = the feature's own writer
 */
public record Area(
        @Verbatim String code,
        String name,
        Kind kind,
        Double officialAreaKm2,
        Integer population,
        String river,
        Bank bank,
        Double chainageFrom,
        Double chainageTo,
        Basis outlineBasis,
        String note,
        AreaState state,
        Instant stateSince,
        String stateText,
        String definedBy) {

    /** A detention area that is not in use, a dyke without state. */
    public Area(
            String code,
            String name,
            Kind kind,
            Double officialAreaKm2,
            Integer population,
            String river,
            Bank bank,
            Double chainageFrom,
            Double chainageTo,
            Basis outlineBasis,
            String note) {
        this(
                code,
                name,
                kind,
                officialAreaKm2,
                population,
                river,
                bank,
                chainageFrom,
                chainageTo,
                outlineBasis,
                note,
                null,
                null,
                null,
                null);
    }

    public enum Kind {
        DETENTION,
        DYKE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Bank {
        LEFT,
        RIGHT;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How good the outline is: sketched ones are marked 示意 wherever they are shown. */
    public enum Basis {
        SKETCHED,
        SURVEYED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Area {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(outlineBasis, "outlineBasis");
        if (kind == Kind.DETENTION && state == null) {
            state = AreaState.IDLE;
        }
        if (kind == Kind.DYKE && state != null) {
            throw new IllegalArgumentException("a dyke has no state of use");
        }
        if (!code.matches("[A-Za-z0-9-]{1,40}") || name.isBlank()) {
            throw new IllegalArgumentException("area code \"" + code + "\", name \"" + name + "\"");
        }
        if ((chainageFrom == null) != (chainageTo == null)
                || chainageFrom != null && chainageFrom.equals(chainageTo)
                || chainageFrom != null && Math.min(chainageFrom, chainageTo) < 0) {
            throw new IllegalArgumentException("chainage " + chainageFrom + " to " + chainageTo);
        }
        if (officialAreaKm2 != null && officialAreaKm2 <= 0 || population != null && population < 0) {
            throw new IllegalArgumentException("area " + officialAreaKm2 + " km², population " + population);
        }
    }

    public boolean hasChainage() {
        return kind == Kind.DYKE && chainageFrom != null;
    }

    /** The same area in another state, defined by whom it was. */
    Area in(AreaState next, Instant since, String text, String definer) {
        return new Area(
                code,
                name,
                kind,
                officialAreaKm2,
                population,
                river,
                bank,
                chainageFrom,
                chainageTo,
                outlineBasis,
                note,
                next,
                since,
                text,
                definer);
    }

    /** This definition with the state that the area has now; a kind that changed begins anew. */
    Area inStateOf(Area present) {
        return kind == present.kind
                ? in(present.state, present.stateSince, present.stateText, present.definedBy)
                : this;
    }
}
