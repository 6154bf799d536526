package org.anlan.fieldreport;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.anlan.picture.Text;

/** The eight dangers of a dyke that patrols look for. */
public enum Danger {
    SEEPAGE("渗水", "seepage"),
    PIPING("管涌", "piping"),
    LEAK("漏洞", "leak"),
    CRACK("裂缝", "crack"),
    SLIDE("滑坡", "slide"),
    COLLAPSE("坍塌", "collapse"),
    OVERTOPPING("漫溢", "overtopping"),
    BREACH("决口", "breach");

    private final Text label;

    Danger(String zh, String en) {
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
