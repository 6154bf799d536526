package org.anlan.web.input;

import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;

/** The header If-Match: the version of a feature as its reader's ETag said it. */
public final class IfMatch {

    private IfMatch() {}

    /**
     * @param header null when there was none
     * @return null when there was none
     * @throws PictureException 422 when it is no version
     */
    public static Long version(String header) {
        if (header == null) {
            return null;
        }
        String digits = header.strip().replaceFirst("^W/", "").replaceAll("^\"|\"$", "");
        if (!digits.matches("[0-9]{1,18}")) {
            throw new PictureException(Problem.field(
                    "if-match",
                    "If-Match",
                    header,
                    "须为读到的版本号,如 \"3\"",
                    "must be the version that was read, e.g. \"3\""));
        }
        return Long.valueOf(digits);
    }
}
