package org.anlan.layer.tile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.anlan.layer.store.LayerRow;

/** The properties that a layer's tiles carry: every key and every value once, encoded once, and who has which. */
final class Tags {

    private final byte[][] keys;
    private final byte[][] values;
    /** For feature i, pairs of key and value number from {@code start[i]} to {@code start[i + 1]}. */
    private final int[] start;

    private final int[] pairs;

    /** @param names properties that tiles carry, in this order; those that are null or no plain value are left out */
    Tags(List<String> names, List<LayerRow> rows) {
        this.keys = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        Map<Object, Integer> numbers = new HashMap<>();
        Map<ByteBuffer, Integer> same = new HashMap<>();
        List<byte[]> encoded = new ArrayList<>();
        this.start = new int[rows.size() + 1];
        int[] all = new int[rows.size() * names.size() * 2];
        int end = 0;
        for (int row = 0; row < rows.size(); row++) {
            for (int key = 0; key < names.size(); key++) {
                Object value = rows.get(row).properties().get(names.get(key));
                if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                    all[end++] = key;
                    all[end++] = numbers.computeIfAbsent(value, fresh -> {
                        byte[] content = encode(fresh);
                        return same.computeIfAbsent(ByteBuffer.wrap(content), unknown -> {
                            encoded.add(content);
                            return encoded.size() - 1;
                        });
                    });
                }
            }
            start[row + 1] = end;
        }
        this.pairs = java.util.Arrays.copyOf(all, end);
        this.values = encoded.toArray(byte[][]::new);
    }

    /** A Value message of the vector tile specification 2.1. */
    private static byte[] encode(Object value) {
        ProtobufWriter out = new ProtobufWriter(16);
        if (value instanceof Boolean flag) {
            out.varint(7, flag ? 1 : 0);
        } else if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte) {
            long number = ((Number) value).longValue();
            if (number < 0) {
                out.varint(6, ProtobufWriter.zigzag(number));
            } else {
                out.varint(4, number);
            }
        } else if (value instanceof Number number) {
            out.fixed64(3, Double.doubleToRawLongBits(number.doubleValue()));
        } else {
            out.bytes(1, value.toString().getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    /** The keys and values of one tile, numbered in the order in which its features use them. */
    static final class OfTile {

        private Tags tags;
        private final Map<Integer, Integer> keyNumbers = new HashMap<>();
        private final Map<Integer, Integer> valueNumbers = new HashMap<>();
        private final List<byte[]> usedKeys = new ArrayList<>();
        private final List<byte[]> usedValues = new ArrayList<>();
        /** Numbers of the values used before another layer's tags came; null when there was none. */
        private Map<ByteBuffer, Integer> known;

        OfTile(Tags tags) {
            this.tags = tags;
        }

        /** With the features of another layer of the same definition; values that both have stay one. */
        void goOn(Tags other) {
            known = new HashMap<>();
            for (int number = 0; number < usedValues.size(); number++) {
                known.put(ByteBuffer.wrap(usedValues.get(number)), number);
            }
            valueNumbers.clear();
            tags = other;
        }

        /** Writes the pairs of a feature as packed varints. */
        void write(int feature, ProtobufWriter out) {
            for (int at = tags.start[feature]; at < tags.start[feature + 1]; at += 2) {
                out.varint(key(tags.pairs[at]));
                out.varint(value(tags.pairs[at + 1]));
            }
        }

        private int key(int global) {
            Integer number = keyNumbers.get(global);
            if (number == null) {
                number = usedKeys.size();
                keyNumbers.put(global, number);
                usedKeys.add(tags.keys[global]);
            }
            return number;
        }

        private int value(int global) {
            Integer number = valueNumbers.get(global);
            if (number == null) {
                byte[] value = tags.values[global];
                number = known == null ? null : known.get(ByteBuffer.wrap(value));
                if (number == null) {
                    number = usedValues.size();
                    usedValues.add(value);
                }
                valueNumbers.put(global, number);
            }
            return number;
        }

        /** Writes the tables as fields 3 and 4 of the layer. */
        void writeTables(ProtobufWriter out) {
            usedKeys.forEach(key -> out.bytes(3, key));
            usedValues.forEach(value -> out.bytes(4, value));
        }
    }
}
