package org.anlan.unit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;

/**
 * A position along a dyke as engineers write it (桩号): kilometres, plus, metres in three digits.
 *
 * @param metres from the dyke's zero, 0 to under 10,000 km
 */
public record Chainage(double metres) implements Comparable<Chainage> {

    private static final Pattern SPLIT = Pattern.compile("[KkＫ]?\\s*(\\d{1,4})\\s*[+＋]\\s*(\\d{3}(?:\\.\\d{1,3})?)");
    private static final Pattern PLAIN = Pattern.compile("\\d{1,7}");

    public Chainage {
        if (!(metres >= 0 && metres < 10_000_000)) {
            throw new IllegalArgumentException("chainage " + metres + " m");
        }
    }

    /** "12+300", "K12+300", "12+300.5" or plain metres "12300"; empty for anything else. */
    public static Optional<Chainage> find(String text) {
        String trimmed = text == null ? "" : text.strip();
        Matcher split = SPLIT.matcher(trimmed);
        if (split.matches()) {
            return Optional.of(
                    new Chainage(Integer.parseInt(split.group(1)) * 1000.0 + Double.parseDouble(split.group(2))));
        }
        return PLAIN.matcher(trimmed).matches()
                ? Optional.of(new Chainage(Integer.parseInt(trimmed)))
                : Optional.empty();
    }

    /** @throws PictureException 422 naming the field and the ways a chainage is written */
    public static Chainage parse(String field, String text) {
        return find(text)
                .orElseThrow(() -> new PictureException(Problem.field(
                        "chainage",
                        field,
                        text,
                        "桩号写作 12+300、K12+300 或 12300(米)",
                        "write a chainage as 12+300, K12+300 or 12300 (metres)")));
    }

    /** "12+300", to the whole metre. */
    @Override
    public String toString() {
        long whole = Math.round(metres);
        return String.format(Locale.ROOT, "%d+%03d", whole / 1000, whole % 1000);
    }

    @Override
    public int compareTo(Chainage other) {
        return Double.compare(metres, other.metres);
    }
}
