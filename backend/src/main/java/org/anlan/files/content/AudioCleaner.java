package org.anlan.files.content;

import java.nio.charset.StandardCharsets;
import org.anlan.picture.PictureException;

/** Looks whether a sound file is one, how long it lasts, and blots out where it was recorded. */
final class AudioCleaner {

    /** Codec names as WebM writes them; a video would need other limits and another player. */
    private static final String[] WEBM_VIDEO = {"V_VP8", "V_VP9", "V_AV1", "V_MPEG"};

    private static final int WEBM_HEAD = 64 * 1024;

    private AudioCleaner() {}

    /** @throws PictureException 415 for a video, 422 for a damaged file */
    static Cleaned clean(byte[] bytes, FileType type) {
        byte[] kept = bytes.clone();
        Double seconds =
                switch (type) {
                    case MP4 -> Mp4.clean(kept);
                    case WAV -> wavSeconds(kept);
                    case OGG -> oggOpusSeconds(kept);
                    case WEBM -> {
                        requireNoVideo(kept);
                        yield null;
                    }
                    default -> null;
                };
        return new Cleaned(type, kept, null, null, seconds, null, null);
    }

    private static void requireNoVideo(byte[] webm) {
        String head = new String(webm, 0, Math.min(webm.length, WEBM_HEAD), StandardCharsets.ISO_8859_1);
        for (String codec : WEBM_VIDEO) {
            if (head.contains(codec)) {
                throw FileProblems.type("video/webm");
            }
        }
    }

    /** RIFF: chunk "fmt " holds the bytes per second, chunk "data" the sound. */
    private static Double wavSeconds(byte[] wav) {
        long perSecond = 0;
        int at = 12;
        while (at + 8 <= wav.length) {
            String chunk = new String(wav, at, 4, StandardCharsets.US_ASCII);
            long length = little32(wav, at + 4);
            if (chunk.equals("fmt ") && at + 20 <= wav.length) {
                perSecond = little32(wav, at + 16);
            }
            if (chunk.equals("data") && perSecond > 0) {
                return seconds(Math.min(length, wav.length - at - 8L), perSecond);
            }
            at = (int) Math.min(wav.length, at + 8L + length + (length & 1));
        }
        throw FileProblems.unreadable("no sound in the WAV file");
    }

    /** The last page's granule position counts samples of 48 kHz (RFC 7845, section 4). */
    private static Double oggOpusSeconds(byte[] ogg) {
        String head = new String(ogg, 0, Math.min(ogg.length, 64), StandardCharsets.ISO_8859_1);
        if (!head.contains("OpusHead")) {
            return null;
        }
        for (int at = ogg.length - 27; at >= 0; at--) {
            if (ogg[at] == 'O' && ogg[at + 1] == 'g' && ogg[at + 2] == 'g' && ogg[at + 3] == 'S') {
                long samples = little32(ogg, at + 6) | little32(ogg, at + 10) << 32;
                return samples <= 0 ? null : seconds(samples, 48_000);
            }
        }
        return null;
    }

    static Double seconds(long units, long perSecond) {
        return Math.round(units * 1000.0 / perSecond) / 1000.0;
    }

    private static long little32(byte[] bytes, int at) {
        return bytes[at] & 0xFFL
                | (bytes[at + 1] & 0xFFL) << 8
                | (bytes[at + 2] & 0xFFL) << 16
                | (bytes[at + 3] & 0xFFL) << 24;
    }
}
