package org.anlan.gauge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The zero of a stage. */
public enum Datum {
    /** The station's own frozen datum (冻结基面). */
    FROZEN("frozen"),
    /** 1985 国家高程基准, EPSG:5737. */
    NATIONAL_1985("1985"),
    UNKNOWN("unknown");

    private final String word;

    Datum(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException for any other word */
    @JsonCreator
    public static Datum of(String word) {
        for (Datum datum : values()) {
            if (datum.word.equals(word)) {
                return datum;
            }
        }
        throw new IllegalArgumentException("a datum is frozen, 1985 or unknown, not \"" + word + "\"");
    }
}
