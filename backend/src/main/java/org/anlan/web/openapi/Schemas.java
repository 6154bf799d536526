package org.anlan.web.openapi;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.json.JsonMapper;

/** The JSON schema of a record, as the mapper reads and writes it. */
final class Schemas {

    /** Deeper records are described as plain objects; none of ours is. */
    private static final int DEEPEST = 6;

    private static final JsonMapper WORDS = JsonMapper.shared();

    private Schemas() {}

    static Schema<?> of(Class<?> type) {
        return schema(type, 0);
    }

    private static Schema<?> schema(Type type, int depth) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            return Collection.class.isAssignableFrom(raw)
                    ? new ArraySchema().items(schema(generic.getActualTypeArguments()[0], depth + 1))
                    : new ObjectSchema();
        }
        return type instanceof Class<?> plain ? plain(plain, depth) : new ObjectSchema();
    }

    private static Schema<?> plain(Class<?> type, int depth) {
        if (type.isRecord() && depth < DEEPEST) {
            return record(type, depth);
        }
        if (type.isEnum()) {
            return words(type);
        }
        if (type.isArray()) {
            return new ArraySchema().items(schema(type.getComponentType(), depth + 1));
        }
        if (Geometry.class.isAssignableFrom(type)) {
            return new Schema<>().$ref("#/components/schemas/Geometry");
        }
        return Map.class.isAssignableFrom(type) ? new ObjectSchema() : scalar(type);
    }

    private static Schema<?> scalar(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return new BooleanSchema();
        }
        if (type == double.class || type == float.class || type == Double.class || type == Float.class) {
            return new NumberSchema();
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return new IntegerSchema().format("int64");
        }
        if (type == Instant.class) {
            return new StringSchema().format("date-time");
        }
        if (type == LocalDate.class) {
            return new StringSchema().format("date");
        }
        return CharSequence.class.isAssignableFrom(type) ? new StringSchema() : new ObjectSchema();
    }

    private static Schema<?> words(Class<?> type) {
        StringSchema schema = new StringSchema();
        Arrays.stream(type.getEnumConstants())
                .map(word -> WORDS.valueToTree(word).asString())
                .forEach(schema::addEnumItem);
        return schema;
    }

    private static Schema<?> record(Class<?> type, int depth) {
        ObjectSchema schema = new ObjectSchema();
        for (RecordComponent component : type.getRecordComponents()) {
            schema.addProperty(component.getName(), schema(component.getGenericType(), depth + 1));
            if (component.getType().isPrimitive()) {
                schema.addRequiredItem(component.getName());
            }
        }
        return schema;
    }
}
