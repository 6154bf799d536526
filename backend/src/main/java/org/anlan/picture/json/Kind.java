package org.anlan.picture.json;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.anlan.picture.Problem;

/** What a JSON value should have been, in the words of people. */
enum Kind {
    WHOLE_NUMBER("须为整数", "must be a whole number"),
    NUMBER("须为数字", "must be a number"),
    TEXT("须为文字(字符串)", "must be a text (string)"),
    BOOLEAN("须为 true 或 false", "must be true or false"),
    LIST("须为列表", "must be a list"),
    OBJECT("须为对象", "must be an object");

    private static final Set<Class<?>> WHOLE = Set.of(
            int.class, Integer.class, long.class, Long.class, short.class, Short.class, java.math.BigInteger.class);

    private final String zh;
    private final String en;

    Kind(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    static Kind of(Class<?> type) {
        if (type == null || Map.class.isAssignableFrom(type) || type.isRecord()) {
            return OBJECT;
        }
        if (WHOLE.contains(type)) {
            return WHOLE_NUMBER;
        }
        if (type == double.class || type == float.class || Number.class.isAssignableFrom(type)) {
            return NUMBER;
        }
        if (type == boolean.class || type == Boolean.class) {
            return BOOLEAN;
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return TEXT;
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? LIST : OBJECT;
    }

    Problem problem(String path, Object value) {
        return Problem.field("type", path, value, zh, en);
    }
}
