package org.anlan.unit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Objects;
import org.anlan.picture.model.Verbatim;

/**
 * A village or residents' committee.
 *
 * @param code twelve digits of the national division code; also the feature's id
 * @param shortName the name without 村民委员会 or 居民委员会
 * @param town code of the town or subdistrict, nine digits
 * @param pinyin syllables of the short name, for searching; may be ""
 * @param pinyinInitials their first letters; may be ""
 */
public record Village(
        @Verbatim String code,
        String name,
        String shortName,
        @Verbatim String town,
        String townName,
        String pinyin,
        String pinyinInitials,
        Basis positionBasis) {

    /** Where the position comes from. */
    public enum Basis {
        ESTIMATED,
        OPERATOR,
        SURVEYED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String[] SUFFIXES = {"村民委员会", "居民委员会", "村委会", "居委会"};

    public Village {
        Objects.requireNonNull(positionBasis, "positionBasis");
        Objects.requireNonNull(pinyin, "pinyin");
        Objects.requireNonNull(pinyinInitials, "pinyinInitials");
        if (!code.matches("\\d{12}") || !town.matches("\\d{9}") || !code.startsWith(town)) {
            throw new IllegalArgumentException("village code " + code + " in town " + town);
        }
        if (name.isBlank() || shortName.isBlank() || townName.isBlank()) {
            throw new IllegalArgumentException("village " + code + " has no name");
        }
    }

    /** "彭村村民委员会" → "彭村"; a name that is nothing but the suffix stays. */
    public static String shorten(String name) {
        for (String suffix : SUFFIXES) {
            if (name.endsWith(suffix) && name.length() > suffix.length()) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        return name;
    }
}
