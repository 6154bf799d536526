package org.anlan.geo;

/** A coordinate, geometry or reference system that cannot be used; says which value and why, in both languages. */
public class GeoException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String chinese;

    public GeoException(String chinese, String english) {
        super(english);
        this.chinese = chinese;
    }

    public GeoException(String chinese, String english, Throwable cause) {
        super(english, cause);
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return getMessage();
    }
}
