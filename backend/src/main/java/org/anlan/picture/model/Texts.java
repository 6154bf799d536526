package org.anlan.picture.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** A record's members one by one, to hide phone numbers in every string of it that is not {@link Verbatim}. */
final class Texts {

    /** How to take records of one class apart and make them; a member that holds no text has no reader. */
    private record Shape(Method[] readers, Method[] texts, Constructor<?> maker) {

        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Method[] readers = new Method[components.length];
            Method[] texts = new Method[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int n = 0; n < components.length; n++) {
                types[n] = components[n].getType();
                readers[n] = components[n].getAccessor();
                readers[n].setAccessible(true);
                texts[n] = mayHoldText(components[n]) ? readers[n] : null;
            }
            try {
                Constructor<?> maker = type.getDeclaredConstructor(types);
                maker.setAccessible(true);
                return new Shape(readers, texts, maker);
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException("every record has its canonical constructor: " + type, impossible);
            }
        }

        private static boolean mayHoldText(RecordComponent component) {
            Class<?> type = component.getType();
            return !component.isAnnotationPresent(Verbatim.class)
                    && (type == String.class || type.isRecord() || List.class.isAssignableFrom(type));
        }
    }

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private Texts() {}

    /** The record itself when no phone number is in it. */
    @SuppressWarnings("unchecked")
    static <P extends Record> P withoutNumbers(P record) {
        return (P) hidden(record);
    }

    private static Object hidden(Object value) {
        if (value instanceof String text) {
            return PhoneNumbers.hideIn(text);
        }
        if (value instanceof List<?> list) {
            return hiddenIn(list);
        }
        return value instanceof Record record ? hiddenIn(record) : value;
    }

    private static List<?> hiddenIn(List<?> list) {
        List<Object> less = null;
        for (int n = 0; n < list.size(); n++) {
            Object one = list.get(n);
            Object seen = hidden(one);
            if (seen != one) {
                less = less == null ? new ArrayList<>(list) : less;
                less.set(n, seen);
            }
        }
        return less == null ? list : less;
    }

    private static Record hiddenIn(Record record) {
        Shape shape = SHAPES.get(record.getClass());
        Object[] less = null;
        try {
            for (int n = 0; n < shape.texts.length; n++) {
                Object member = shape.texts[n] == null ? null : shape.texts[n].invoke(record);
                Object seen = hidden(member);
                if (seen != member) {
                    less = less == null ? members(shape, record) : less;
                    less[n] = seen;
                }
            }
            return less == null ? record : (Record) shape.maker.newInstance(less);
        } catch (InvocationTargetException refused) {
            throw new IllegalStateException("not a " + record.getClass() + " without its numbers", refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object[] members(Shape shape, Record record) throws ReflectiveOperationException {
        Object[] members = new Object[shape.readers.length];
        for (int n = 0; n < members.length; n++) {
            members[n] = shape.readers[n].invoke(record);
        }
        return members;
    }
}
