package org.anlan.access.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Problem.Violation;
import org.anlan.picture.Role;
import org.anlan.picture.Text;

/** What names, units, phones and passwords must be. Gathers every violation before it refuses. */
public final class AccountRules {

    public static final int SHORTEST_PASSWORD = 10;
    public static final int LONGEST_PASSWORD = 128;

    private static final int DIFFERENT_CHARACTERS = 4;
    private static final int MOST_UNITS = 200;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,31}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 -]{2,24}");

    /** Statistical division codes (统计用区划代码): county 6, town 9, village 12 digits, each beginning with the larger. */
    private static final Pattern UNIT = Pattern.compile("[0-9]{6}|[0-9]{9}|[0-9]{12}");

    private final List<Violation> violations = new ArrayList<>();

    public String name(String name) {
        String lower = name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
        require(
                NAME.matcher(lower).matches(),
                "name",
                name,
                "登录名须为 2–32 个小写字母、数字、点、下划线或连字符,以字母或数字开头",
                "a log-in name has 2 to 32 letters a–z, digits, dots, underscores or hyphens and begins with a letter or digit");
        return lower;
    }

    public String displayName(String field, String text) {
        String shown = text == null ? "" : text.strip();
        boolean printable = shown.codePoints().noneMatch(Character::isISOControl);
        require(
                !shown.isEmpty() && shown.length() <= 64 && printable,
                field,
                text,
                "显示名须为 1–64 个字符",
                "a display name has 1 to 64 characters, no control characters");
        return shown;
    }

    /** @return VIEWER when the word is unknown; {@link #check} refuses later */
    public Role role(String word) {
        try {
            return Role.of(word);
        } catch (IllegalArgumentException unknown) {
            String words =
                    String.join("、", Role.ALL.stream().map(Role::word).sorted().toList());
            require(false, "role", word, "没有这个角色,可用:" + words, unknown.getMessage());
            return Role.VIEWER;
        }
    }

    public Set<String> units(List<String> units) {
        if (units == null) {
            return Set.of();
        }
        require(
                units.size() <= MOST_UNITS,
                "units",
                units.size() + " codes",
                "最多 " + MOST_UNITS + " 个单位",
                "at most " + MOST_UNITS + " units");
        for (String unit : units) {
            require(
                    unit != null && UNIT.matcher(unit).matches(),
                    "units",
                    unit,
                    "单位须为 6、9 或 12 位区划代码",
                    "a unit is a division code of 6, 9 or 12 digits");
        }
        return violations.isEmpty() ? Set.copyOf(units) : Set.of();
    }

    /** Who may change anybody's units is not limited by their own. */
    public Set<String> units(List<String> units, Role role) {
        require(
                role != Role.ADMINISTRATOR || units == null || units.isEmpty(),
                "units",
                units,
                "管理员管理全县,不能限定单位",
                "an administrator is not limited to units");
        return units(units);
    }

    public String phone(String phone) {
        String number = phone == null || phone.isBlank() ? null : phone.strip();
        require(
                number == null || PHONE.matcher(number).matches(),
                "phone",
                phone,
                "电话号码须为 3–25 位数字,可含空格和连字符,可以 + 开头",
                "a phone number has 3 to 25 digits, spaces or hyphens and may begin with +");
        return number;
    }

    /** The value is never echoed. */
    public void password(String field, String password, String name) {
        String text = password == null ? "" : password;
        String rule = null;
        String ruleEn = null;
        if (text.length() < SHORTEST_PASSWORD || text.length() > LONGEST_PASSWORD) {
            rule = "密码须为 " + SHORTEST_PASSWORD + "–" + LONGEST_PASSWORD + " 个字符";
            ruleEn = "a password has " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters";
        } else if (text.equalsIgnoreCase(name)) {
            rule = "密码不能与登录名相同";
            ruleEn = "a password is not the log-in name";
        } else if (text.chars().distinct().count() < DIFFERENT_CHARACTERS) {
            rule = "密码至少要有 " + DIFFERENT_CHARACTERS + " 个不同的字符";
            ruleEn = "a password has at least " + DIFFERENT_CHARACTERS + " different characters";
        }
        if (rule != null) {
            violations.add(new Violation(field, null, new Text(rule, ruleEn)));
        }
    }

    public void require(boolean right, String field, Object value, String rule, String ruleEn) {
        if (!right) {
            violations.add(new Violation(field, value == null ? null : Problem.shown(value), new Text(rule, ruleEn)));
        }
    }

    /** @throws PictureException 422 with everything that was wrong */
    public void check(String code) {
        if (!violations.isEmpty()) {
            throw new PictureException(Problem.fields(code, violations));
        }
    }
}
