package org.anlan.files.content;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Walks the boxes of an MP4 (ISO/IEC 14496-12). User data, where phones write the place of a recording, becomes free
 * space of the same length, so that no offset changes.
 */
final class Mp4 {

    private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia");
    private static final Set<String> PERSONAL = Set.of("udta", "meta", "uuid");
    private static final byte[] FREE = "free".getBytes(StandardCharsets.US_ASCII);
    private static final int DEEPEST = 4;

    private final ByteBuffer file;
    private boolean sound;
    private Double seconds;

    private Mp4(byte[] bytes) {
        this.file = ByteBuffer.wrap(bytes);
    }

    /**
     * Cleans in place.
     *
     * @return seconds, or null when the file does not say
     * @throws org.anlan.picture.PictureException 415 for a video, 422 for no sound or a damaged file
     */
    static Double clean(byte[] bytes) {
        Mp4 mp4 = new Mp4(bytes);
        mp4.walk(0, bytes.length, 0);
        if (!mp4.sound) {
            throw FileProblems.unreadable("no sound track in the MP4 file");
        }
        return mp4.seconds;
    }

    private void walk(int from, int until, int depth) {
        int at = from;
        while (at + 8 <= until) {
            long length = file.getInt(at) & 0xFFFFFFFFL;
            int head = 8;
            if (length == 1 && at + 16 <= until) {
                length = file.getLong(at + 8);
                head = 16;
            } else if (length == 0) {
                length = until - at;
            }
            if (length < head || length > until - at) {
                throw FileProblems.unreadable("a box reaches beyond the file");
            }
            int end = at + (int) length;
            box(new String(file.array(), at + 4, 4, StandardCharsets.ISO_8859_1), at, at + head, end, depth);
            at = end;
        }
    }

    private void box(String name, int at, int body, int end, int depth) {
        if (PERSONAL.contains(name)) {
            file.put(at + 4, FREE);
            Arrays.fill(file.array(), body, end, (byte) 0);
        } else if (CONTAINERS.contains(name) && depth < DEEPEST) {
            walk(body, end, depth + 1);
        } else if (name.equals("hdlr") && body + 12 <= end) {
            handler(new String(file.array(), body + 8, 4, StandardCharsets.ISO_8859_1));
        } else if (name.equals("mvhd") && body + 32 <= end) {
            duration(body);
        }
    }

    private void handler(String kind) {
        if (kind.equals("vide")) {
            throw FileProblems.type("video/mp4");
        }
        sound |= kind.equals("soun");
    }

    /** Version 0 has 32-bit times, version 1 64-bit ones. A recording still growing says 0 or all ones. */
    private void duration(int body) {
        boolean wide = file.get(body) == 1;
        long perSecond = file.getInt(body + (wide ? 20 : 12)) & 0xFFFFFFFFL;
        long units = wide ? file.getLong(body + 24) : file.getInt(body + 16) & 0xFFFFFFFFL;
        if (perSecond > 0 && units > 0 && units != 0xFFFFFFFFL) {
            seconds = AudioCleaner.seconds(units, perSecond);
        }
    }
}
