package org.anlan.picture;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Why something was refused, as RFC 9457 wants it: what was wrong, with which value, what to do.
 *
 * @param status HTTP status, 400–599
 * @param code short word of the kind of problem, stable for programs, e.g. "stale", "geometry"
 * @param errors the offending fields, possibly none
 * @param extra further members of the answer, e.g. {@code allowed} or {@code current}
 */
public record Problem(int status, String code, Text detail, List<Violation> errors, Map<String, Object> extra) {

    public Problem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(detail, "detail");
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status " + status + " is no problem");
        }
        errors = List.copyOf(errors);
        extra = Map.copyOf(extra);
    }

    /** One offending field: its path in the body (e.g. "properties.observedAt"), the value as text, the rule. */
    public record Violation(String field, String value, Text rule) {}

    public static Problem of(int status, String code, String zh, String en) {
        return new Problem(status, code, new Text(zh, en), List.of(), Map.of());
    }

    /** 422 for one field. */
    public static Problem field(String code, String field, Object value, String zh, String en) {
        Text rule = new Text(zh, en);
        return new Problem(422, code, rule, List.of(new Violation(field, shown(value), rule)), Map.of());
    }

    /** 422 for several fields; the detail is the first rule. */
    public static Problem fields(String code, List<Violation> errors) {
        return new Problem(422, code, errors.get(0).rule(), errors, Map.of());
    }

    public Problem with(String member, Object value) {
        Map<String, Object> more = new java.util.HashMap<>(extra);
        more.put(member, value);
        return new Problem(status, code, detail, errors, more);
    }

    /** A value as it is echoed in an answer: at most 200 characters. */
    public static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
