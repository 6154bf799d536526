package org.anlan.fieldreport;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.anlan.picture.Text;

/** How bad it looks to who reports it, least first; no official scale. */
public enum Severity {
    MINOR("轻微", "minor"),
    MODERATE("中等", "moderate"),
    MAJOR("严重", "major"),
    CRITICAL("危急", "critical");

    private final Text label;

    Severity(String zh, String en) {
        this.label = new Text(zh, en);
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Text label() {
        return label;
    }
}
