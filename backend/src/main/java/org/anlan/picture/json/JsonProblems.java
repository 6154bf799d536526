package org.anlan.picture.json;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/** Why JSON could not be read into a type, said for people: which field, which value, which rule. */
public final class JsonProblems {

    private static final JsonMapper WORDS = JsonMapper.shared();

    private JsonProblems() {}

    /**
     * @param root what was read, to show the offending value; null when not known
     * @param prefix path of the root in the body, e.g. "properties", or ""
     */
    public static Problem of(JacksonException problem, JsonNode root, String prefix) {
        if (isSyntax(problem)) {
            return syntax(problem);
        }
        String path = path(prefix, problem);
        Object value = value(problem, root);
        if (problem instanceof InputCoercionException coercion) {
            return Kind.of(coercion.getTargetType()).problem(path, text(value));
        }
        if (problem instanceof UnrecognizedPropertyException unknown) {
            return unknown(unknown, path, value);
        }
        if (problem instanceof ValueInstantiationException refused) {
            return refused(refused, path, value);
        }
        if (problem instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch, path, value);
        }
        return Problem.field("value", path, value, "内容无法读取", "this cannot be read");
    }

    private static boolean isSyntax(JacksonException problem) {
        return problem instanceof StreamConstraintsException
                || problem instanceof StreamReadException && !(problem instanceof InputCoercionException);
    }

    /** The path of a member of what lies at a path. */
    public static String join(String path, String member) {
        return path.isEmpty() ? member : path + "." + member;
    }

    private static Problem syntax(JacksonException problem) {
        var at = problem.getLocation();
        String where = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
        String said = problem.getOriginalMessage().split("\\R", 2)[0];
        return Problem.of(
                400,
                "json",
                "请求体不是有效的 JSON(" + where + "):" + Problem.shown(said),
                "the body is not valid JSON (" + where + "): " + Problem.shown(said));
    }

    private static String path(String prefix, JacksonException problem) {
        String path = prefix;
        for (JacksonException.Reference step : problem.getPath()) {
            path = step.getPropertyName() == null
                    ? path + "[" + step.getIndex() + "]"
                    : join(path, step.getPropertyName());
        }
        return path;
    }

    private static Object value(JacksonException problem, JsonNode root) {
        if (root == null) {
            return problem instanceof InvalidFormatException format ? format.getValue() : null;
        }
        JsonNode node = root;
        for (JacksonException.Reference step : problem.getPath()) {
            node = step.getPropertyName() == null ? node.path(step.getIndex()) : node.path(step.getPropertyName());
        }
        return node.isMissingNode() ? null : node.isString() ? node.stringValue() : node;
    }

    private static Problem unknown(UnrecognizedPropertyException problem, String path, Object value) {
        List<String> known = problem.getKnownPropertyIds() == null
                ? List.of()
                : problem.getKnownPropertyIds().stream()
                        .map(String::valueOf)
                        .sorted()
                        .toList();
        return Problem.field(
                        "unknown-field",
                        path,
                        value,
                        known.isEmpty() ? "不接受任何字段" : "没有这个字段;可用:" + String.join(" ", known),
                        known.isEmpty()
                                ? "no members are taken"
                                : "no such member; there are: " + String.join(" ", known))
                .with("known", known);
    }

    private static Problem refused(ValueInstantiationException problem, String path, Object value) {
        Class<?> type = problem.getType().getRawClass();
        Throwable cause = problem.getCause();
        while (cause instanceof JacksonException || cause instanceof java.lang.reflect.InvocationTargetException) {
            cause = cause.getCause();
        }
        if (cause instanceof PictureException refusal) {
            return refusal.problem();
        }
        if (type.isEnum()) {
            return word(type, path, value);
        }
        String said = cause == null || cause.getMessage() == null ? "" : cause.getMessage();
        String member = member(type, said);
        String field = member == null ? path : join(path, member);
        Object shown = member != null && value instanceof JsonNode node ? node.get(member) : value;
        if (cause instanceof NullPointerException) {
            return missing(field);
        }
        String[] both = said.split(" / ", 2);
        return Problem.field("value", field, text(shown), both[0], both[both.length - 1]);
    }

    /** The record component a refusal begins with, e.g. "accuracyMetres must not be negative". */
    private static String member(Class<?> type, String said) {
        String first = said.split("[^A-Za-z0-9]", 2)[0];
        boolean known = type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> component.getName().equals(first));
        return known ? first : null;
    }

    private static Problem mismatch(MismatchedInputException problem, String path, Object value) {
        Class<?> target = problem.getTargetType();
        if (isAbsent(problem, value)) {
            return missing(path);
        }
        if (target != null && target.isEnum()) {
            return word(target, path, value);
        }
        if (target != null && java.time.temporal.Temporal.class.isAssignableFrom(target)) {
            return Problem.field(
                    "time",
                    path,
                    text(value),
                    "时间须为带时区的 RFC 3339,如 2021-07-22T17:50:00+08:00",
                    "a time is RFC 3339 with offset, e.g. 2021-07-22T17:50:00+08:00");
        }
        return Kind.of(target).problem(path, text(value));
    }

    /** Without the tree only the token at hand tells a missing member from one of the wrong type. */
    private static boolean isAbsent(MismatchedInputException problem, Object value) {
        if (value != null) {
            return value instanceof JsonNode node && node.isNull();
        }
        JsonToken token = problem.getCurrentToken();
        return !(problem instanceof InvalidFormatException)
                && (token == null || token == JsonToken.VALUE_NULL || token == JsonToken.END_OBJECT);
    }

    private static Problem missing(String path) {
        return Problem.field("missing", path, "null", "必须填写", "is required");
    }

    private static Problem word(Class<?> type, String path, Object value) {
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(constant -> WORDS.valueToTree(constant).asString())
                .toList();
        return Problem.field(
                        "word",
                        path,
                        text(value),
                        "须为下列之一:" + String.join(" ", words),
                        "must be one of: " + String.join(" ", words))
                .with("allowed", words);
    }

    private static Object text(Object value) {
        return value instanceof JsonNode node && node.isString() ? node.stringValue() : Objects.toString(value, "");
    }
}
