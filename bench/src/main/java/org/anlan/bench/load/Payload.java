package org.anlan.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** A message of the baselines: a number in nine digits, filled up to the size of one of our changes. */
public final class Payload {

    /** Number of messages that only find out who listens. */
    public static final int PROBE = 999_999_999;

    static final int NUMBER_AT = 5;
    private static final int OVERHEAD = "{\"n\":000000000,\"t\":\"\"}".length();

    private Payload() {}

    /** ASCII text of exactly {@code size} bytes, at least 30. */
    public static byte[] of(int number, int size) {
        String text = String.format("{\"n\":%09d,\"t\":\"%s\"}", number, "x".repeat(size - OVERHEAD));
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public static long hash(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload);
        return crc.getValue();
    }
}
