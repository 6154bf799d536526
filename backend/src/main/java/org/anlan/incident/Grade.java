package org.anlan.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.anlan.picture.Text;

/** Event grade (事件等级), lowest first. Not a warning colour and not a response level. */
public enum Grade {
    GENERAL("一般", "general"),
    LARGE("较大", "large"),
    MAJOR("重大", "major"),
    EXTRAORDINARY("特别重大", "extraordinary");

    private final Text label;

    Grade(String zh, String en) {
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
