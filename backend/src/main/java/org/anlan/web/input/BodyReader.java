package org.anlan.web.input;

import java.util.Map;
import java.util.Optional;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
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
        if (!canBeKept(node)) {
            throw new PictureException(fault(node, "").orElseThrow());
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

    /** Whether there is no {@link #fault}, without the paths, which cost more than the rest of a large body. */
    private static boolean canBeKept(JsonNode node) {
        if (node.isString()) {
            return unkept(node.stringValue()) < 0;
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (unkept(member.getKey()) >= 0 || !canBeKept(member.getValue())) {
                return false;
            }
        }
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            if (!canBeKept(node.get(index))) {
                return false;
            }
        }
        return !node.isFloatingPointNumber() || Double.isFinite(node.doubleValue());
    }

    private static Optional<Problem> fault(JsonNode node, String path) {
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            return Optional.of(Problem.field("number", path, node.asString(), "须为有限的数", "must be a finite number"));
        }
        if (node.isString()) {
            return text(node.stringValue(), path);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String at = JsonProblems.join(path, member.getKey());
            Optional<Problem> found = text(member.getKey(), at).or(() -> fault(member.getValue(), at));
            if (found.isPresent()) {
                return found;
            }
        }
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            Optional<Problem> found = fault(node.get(index), path + "[" + index + "]");
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> text(String text, String path) {
        int index = unkept(text);
        if (index < 0) {
            return Optional.empty();
        }
        return Optional.of(Problem.field(
                "text",
                path.replaceAll("[\\x00\\ud800-\\udfff]", "�"),
                String.format("U+%04X", (int) text.charAt(index)),
                "文字含不能保存的字符(第 " + (index + 1) + " 个)",
                "the text holds a character that cannot be kept, at position " + (index + 1)));
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
}
