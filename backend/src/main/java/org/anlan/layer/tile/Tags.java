package org.anlan.layer.tile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
        this.pairs = Arrays.copyOf(all, end);
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
        private final Numbers keyNumbers = new Numbers();
        private final Numbers valueNumbers = new Numbers();
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
            int number = keyNumbers.get(global);
            if (number < 0) {
                number = usedKeys.size();
                keyNumbers.put(global, number);
                usedKeys.add(tags.keys[global]);
            }
            return number;
        }

        private int value(int global) {
            int number = valueNumbers.get(global);
            if (number < 0) {
                byte[] value = tags.values[global];
                number = known == null
                        ? usedValues.size()
                        : known.getOrDefault(ByteBuffer.wrap(value), usedValues.size());
                if (number == usedValues.size()) {
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

    /** A hash table of whole numbers, none negative, by linear probing: boxing them would take half of a tile's time. */
    private static final class Numbers {

        /** Key + 1, 0 = free, and its number, one after the other. */
        private int[] slots = new int[128];

        private int count;

        /** Negative when it has none. */
        int get(int key) {
            int slot = slot(slots, key);
            return slots[slot] == 0 ? -1 : slots[slot + 1];
        }

        /** @param key has no number yet */
        void put(int key, int number) {
            if (++count > slots.length / 4) {
                int[] larger = new int[slots.length * 2];
                for (int slot = 0; slot < slots.length; slot += 2) {
                    if (slots[slot] != 0) {
                        set(larger, slots[slot] - 1, slots[slot + 1]);
                    }
                }
                slots = larger;
            }
            set(slots, key, number);
        }

        void clear() {
            Arrays.fill(slots, 0);
            count = 0;
        }

        private static void set(int[] slots, int key, int number) {
            int slot = slot(slots, key);
            slots[slot] = key + 1;
            slots[slot + 1] = number;
        }

        /** Where the key is, or the free place where it would be. */
        private static int slot(int[] slots, int key) {
            int slot = (key * 0x9E3779B9 >>> 7) * 2 & slots.length - 1;
            while (slots[slot] != 0 && slots[slot] != key + 1) {
                slot = slot + 2 & slots.length - 1;
            }
            return slot;
        }
    }
}
