package org.anlan.picture.model;

import java.util.regex.Pattern;
import org.anlan.picture.Role;

/** Phone numbers are for those who have to call: what is a number, who may see one, and how it is hidden. */
public final class PhoneNumbers {

    /** What stands where a number stood. */
    public static final String HIDDEN = "☎***";

    private static final Pattern NUMBER = Pattern.compile("\\+?\\d[\\d -]{1,23}\\d");

    /** Mobile numbers (with or without +86) and land lines with area code, as people type them into a text. */
    private static final Pattern IN_TEXT = Pattern.compile(
            "(?<!\\d)(?:(?:\\+?86[ -]?)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}|0\\d{2,3}[ -]?\\d{7,8})(?!\\d)");

    /** Characters: an area code of three digits and seven more. Most names and codes are shorter. */
    private static final int SHORTEST = 10;

    private PhoneNumbers() {}

    /** Wall screens stand where everybody sees them, and field phones pass from hand to hand. */
    public static boolean areHiddenFrom(Role role) {
        return role == Role.VIEWER || role == Role.FIELD;
    }

    /** A text without the phone numbers in it; null stays null. */
    public static String hideIn(String text) {
        return text == null || text.length() < SHORTEST
                ? text
                : IN_TEXT.matcher(text).replaceAll(HIDDEN);
    }

    /** The number trimmed, null for none; noted when it is no phone number. */
    public static String check(Checks checks, String field, String phone) {
        String clean = checks.optionalText(field, phone, 25);
        if (clean != null && clean.length() <= 25 && !NUMBER.matcher(clean).matches()) {
            checks.reject(
                    field,
                    phone,
                    "电话号码为 3–25 位数字,可有空格、连字符,可以 + 开头",
                    "a phone number has 3 to 25 digits, spaces or hyphens and may begin with +");
        }
        return clean;
    }
}
