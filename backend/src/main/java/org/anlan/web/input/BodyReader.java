package org.anlan.web.input;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.json.JsonProblems;
import org.anlan.picture.json.StrictJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bytes to a JSON tree that the databases can keep: finite numbers, no NUL, no half characters. */
public final class BodyReader {

    private final JsonMapper mapper = StrictJson.mapper();

    /** @throws PictureException 400 when it is no JSON object, 422 naming the field with what cannot be kept */
    public JsonNode object(byte[] body) {
        JsonNode node = parse(body);
        if (!node.isObject()) {
            throw new PictureException(Problem.of(400, "json", "请求体须为一个 JSON 对象", "the body must be one JSON object"));
        }
        Fault fault = fault(node);
        if (fault != null) {
            throw new PictureException(fault.problem());
        }
        return node;
    }

    private JsonNode parse(byte[] body) {
        if (body == null || body.length == 0) {
            throw new PictureException(Problem.of(400, "json", "请求体为空", "the body is empty"));
        }
        try {
            return mapper.readTree(body);
        } catch (JacksonException problem) {
            throw new PictureException(JsonProblems.of(problem, null, ""));
        }
    }

    /** Null when all can be kept. */
    private static Fault fault(JsonNode node) {
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            return new Fault(node.asString(), -1);
        }
        if (node.isString()) {
            return fault(node.stringValue());
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            Fault found = fault(member.getKey());
            found = found == null ? fault(member.getValue()) : found;
            if (found != null) {
                return found.in(member.getKey());
            }
        }
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            Fault found = fault(node.get(index));
            if (found != null) {
                return found.in(index);
            }
        }
        return null;
    }

    private static Fault fault(String text) {
        int index = unkept(text);
        return index < 0 ? null : new Fault(text, index);
    }

    /** Where NUL or half a character stands; -1 when nowhere. */
    private static int unkept(String text) {
        for (int index = 0; index < text.length(); index++) {
            char sign = text.charAt(index);
            boolean pair = Character.isHighSurrogate(sign)
                    && index + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(index + 1));
            if (pair) {
                index++;
            } else if (sign == 0 || Character.isSurrogate(sign)) {
                return index;
            }
        }
        return -1;
    }

    /** What cannot be kept. Its path grows on the way back: the paths of a whole body cost more than the rest of it. */
    private static final class Fault {

        private final String value;
        private final int index;
        private final Deque<Object> steps = new ArrayDeque<>();

        /** @param index of the sign in a text; -1 = the value is a number */
        Fault(String value, int index) {
            this.value = value;
            this.index = index;
        }

        /** @param step name of a member or index in an array */
        Fault in(Object step) {
            steps.addFirst(step);
            return this;
        }

        Problem problem() {
            if (index < 0) {
                return Problem.field("number", path(), value, "须为有限的数", "must be a finite number");
            }
            return Problem.field(
                    "text",
                    path().replaceAll("[\\x00\\ud800-\\udfff]", "�"),
                    String.format("U+%04X", (int) value.charAt(index)),
                    "文字含不能保存的字符(第 " + (index + 1) + " 个)",
                    "the text holds a character that cannot be kept, at position " + (index + 1));
        }

        private String path() {
            String path = "";
            for (Object step : steps) {
                path = step instanceof String member ? JsonProblems.join(path, member) : path + "[" + step + "]";
            }
            return path;
        }
    }
}
