package org.anlan.fieldreport;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.anlan.picture.Text;
import org.anlan.picture.model.Checks;

/** What a report is about. */
public enum Kind {
    FLOOD("汛情", "Flood"),
    DANGER("险情", "Dyke danger"),
    DISASTER("灾情", "Damage"),
    OTHER("其他", "Other");

    private final Text label;

    Kind(String zh, String en) {
        this.label = new Text(zh, en);
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Text label() {
        return label;
    }

    /** Notes a missing kind; a dyke danger must name which, nothing else may. */
    public static void check(Checks checks, Kind kind, Danger danger) {
        checks.required("properties.kind", kind);
        if (kind == DANGER && danger == null) {
            checks.reject("properties.danger", null, "险情须写明种类", "is required when the kind is danger");
        }
        if (kind != null && kind != DANGER && danger != null) {
            checks.reject("properties.danger", danger.word(), "仅险情(kind=danger)有此项", "only the kind danger has one");
        }
    }
}
