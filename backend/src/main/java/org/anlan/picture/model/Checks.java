package org.anlan.picture.model;

import java.util.ArrayList;
import java.util.List;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Problem.Violation;
import org.anlan.picture.Text;

/**
 * Gathers what is wrong with one input, so that a person sees all of it at once. Text that people typed passes through
 * here: control characters are dropped, everything else (also markup and script) stays, to be shown as text.
 */
public final class Checks {

    private final List<Violation> errors = new ArrayList<>();

    /** @param field path in the body, e.g. "properties.text" */
    public Checks reject(String field, Object value, String zh, String en) {
        errors.add(new Violation(field, Problem.shown(value), new Text(zh, en)));
        return this;
    }

    public <T> T required(String field, T value) {
        if (value == null) {
            reject(field, null, "必填", "is required");
        }
        return value;
    }

    /** The text cleaned, "" when it is missing; noted when it is longer than {@code max} characters. */
    public String text(String field, String value, int max) {
        String clean = clean(value);
        int length = clean.codePointCount(0, clean.length());
        if (length > max) {
            reject(
                    field,
                    value,
                    "最多 " + max + " 字,现有 " + length + " 字",
                    "at most " + max + " characters, not " + length);
        }
        return clean;
    }

    /** As {@link #text}, and noted when nothing is left of it. */
    public String requiredText(String field, String value, int max) {
        String clean = text(field, value, max);
        if (clean.isEmpty()) {
            reject(field, value, "不能为空", "must not be empty");
        }
        return clean;
    }

    /** As {@link #text}, with null for nothing. */
    public String optionalText(String field, String value, int max) {
        String clean = text(field, value, max);
        return clean.isEmpty() ? null : clean;
    }

    /** @throws PictureException 422 {@code invalid} naming every field that was wrong */
    public void done() {
        if (!errors.isEmpty()) {
            throw new PictureException(Problem.fields("invalid", errors));
        }
    }

    /** Without control and format-override characters (line breaks and tabs stay), trimmed; null becomes "". */
    public static String clean(String value) {
        if (value == null) {
            return "";
        }
        StringBuilder kept = new StringBuilder(value.length());
        value.replace("\r\n", "\n").codePoints().filter(Checks::isWelcome).forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    /** Bidirectional overrides are refused too: they make a text read otherwise than it is stored. */
    private static boolean isWelcome(int character) {
        boolean override = character >= 0x202A && character <= 0x202E || character >= 0x2066 && character <= 0x2069;
        boolean surrogate = character >= 0xD800 && character <= 0xDFFF;
        return character == '\n' || character == '\t' || !Character.isISOControl(character) && !override && !surrogate;
    }
}
