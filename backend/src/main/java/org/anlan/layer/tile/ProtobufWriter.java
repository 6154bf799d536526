package org.anlan.layer.tile;

import java.util.Arrays;

/** The little of the Protocol Buffers wire format that a vector tile needs, into a growing array. */
final class ProtobufWriter {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;

    private byte[] bytes;
    private int size;

    ProtobufWriter(int expected) {
        bytes = new byte[expected];
    }

    int size() {
        return size;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }

    static int zigzag(int value) {
        return value << 1 ^ value >> 31;
    }

    void varint(long value) {
        room(10);
        put(value);
    }

    /** Two small numbers that belong together, as the way to a point. */
    void varints(int first, int second) {
        room(10);
        put(first & 0xFFFFFFFFL);
        put(second & 0xFFFFFFFFL);
    }

    private void put(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void varint(int field, long value) {
        varint(field << 3 | VARINT);
        varint(value);
    }

    void fixed64(int field, long value) {
        varint(field << 3 | FIXED64);
        room(8);
        for (int shift = 0; shift < 64; shift += 8) {
            bytes[size++] = (byte) (value >> shift);
        }
    }

    void bytes(int field, byte[] content) {
        bytes(field, content, content.length);
    }

    void bytes(int field, ProtobufWriter content) {
        bytes(field, content.bytes, content.size);
    }

    private void bytes(int field, byte[] content, int length) {
        varint(field << 3 | LENGTH);
        varint(length);
        room(length);
        System.arraycopy(content, 0, bytes, size, length);
        size += length;
    }

    /** Begins a field whose length is known only when it ends; what {@link #end} and {@link #drop} want to know. */
    int begin(int field) {
        int start = size;
        varint(field << 3 | LENGTH);
        bytes[size++] = 0; // most are shorter than 128 bytes; the rest is moved at the end
        return start;
    }

    /** @return how many bytes the field holds */
    int end(int start) {
        int content = start + 2;
        int length = size - content;
        int more = (Integer.SIZE - Integer.numberOfLeadingZeros(length | 1) + 6) / 7 - 1;
        if (more > 0) {
            room(more);
            System.arraycopy(bytes, content, bytes, content + more, length);
        }
        size = content - 1;
        put(length);
        size += length;
        return length;
    }

    /** As if the field had not been begun. */
    void drop(int start) {
        size = start;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
