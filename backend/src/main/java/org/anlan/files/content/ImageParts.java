package org.anlan.files.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.imageio.IIOException;

/**
 * An image file taken apart. Decoders see what they need for the pixels and nothing else: texts and colour profiles are
 * packed or say their own length, so that a few bytes of them can fill the memory.
 *
 * @param picture the file without those; a JPEG as it is, its reader measures them by what is there
 * @param exif the TIFF of its EXIF, or null
 */
record ImageParts(byte[] picture, ByteBuffer exif) {

    /** Ordinary progressive photos have about ten; each costs a walk over the whole picture. */
    private static final int MOST_SCANS = 100;

    private static final byte[] EXIF_MARK = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int PNG_SIGNATURE_BYTES = 8;
    private static final int PNG_FRAME_BYTES = 12;
    private static final Set<String> PNG_KEPT = Set.of("IHDR", "PLTE", "tRNS", "IDAT");
    private static final byte[] PNG_END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};
    private static final int RIFF_BYTES = 12;

    static ImageParts of(byte[] file, FileType type) throws IIOException {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        return switch (type) {
            case PNG -> png(bytes);
            case WEBP -> webp(bytes.order(ByteOrder.LITTLE_ENDIAN));
            default -> jpeg(bytes);
        };
    }

    private static ImageParts jpeg(ByteBuffer file) throws IIOException {
        int scans = 0;
        for (int at = 0; at + 1 < file.limit(); at++) {
            if (file.getShort(at) == (short) 0xFFDA && ++scans > MOST_SCANS) {
                throw new IIOException("more than " + MOST_SCANS + " scans");
            }
        }
        return new ImageParts(file.array(), jpegExif(file));
    }

    /** ISO 10918-1, annex B: segments of a marker and a length, until the first scan. */
    private static ByteBuffer jpegExif(ByteBuffer file) {
        int at = 2;
        while (at + 4 <= file.limit() && file.get(at) == (byte) 0xFF && file.get(at + 1) != (byte) 0xDA) {
            int length = Short.toUnsignedInt(file.getShort(at + 2));
            if (file.get(at + 1) == (byte) 0xFF) {
                at++; // a byte that fills up
            } else if (file.get(at + 1) == (byte) 0xE1 && isExif(file, at + 4, length - 2)) {
                return file.slice(at + 4 + EXIF_MARK.length, length - 2 - EXIF_MARK.length);
            } else {
                at += 2 + length;
            }
        }
        return null;
    }

    private static boolean isExif(ByteBuffer file, int at, int length) {
        return length >= EXIF_MARK.length
                && at + length <= file.limit()
                && file.slice(at, EXIF_MARK.length).equals(ByteBuffer.wrap(EXIF_MARK));
    }

    /** Chunks of length, type, content and sum. */
    private static ImageParts png(ByteBuffer file) throws IIOException {
        ByteBuffer kept = ByteBuffer.allocate(file.limit() + PNG_END.length);
        kept.put(file.slice(0, Math.min(PNG_SIGNATURE_BYTES, file.limit())));
        ByteBuffer exif = null;
        int at = PNG_SIGNATURE_BYTES;
        while (at + PNG_FRAME_BYTES <= file.limit()) {
            String type = word(file, at + 4);
            if (type.equals("IEND")) {
                break;
            }
            int length = file.getInt(at);
            if (length < 0 || length > file.limit() - at - PNG_FRAME_BYTES) {
                throw new IIOException("cut off");
            }
            if (PNG_KEPT.contains(type)) {
                kept.put(file.slice(at, PNG_FRAME_BYTES + length));
            } else if (type.equals("eXIf")) {
                exif = file.slice(at + 8, length);
            }
            at += PNG_FRAME_BYTES + length;
        }
        return new ImageParts(written(kept.put(PNG_END)), exif);
    }

    /**
     * A photo is one chunk of VP8; its transparency would become white anyway. Lossless pictures and transparency are
     * packed with as many tables as the file likes, and an animation is no photo.
     */
    private static ImageParts webp(ByteBuffer file) {
        ByteBuffer exif = null;
        ByteBuffer picture = null;
        int at = RIFF_BYTES;
        while (at + 8 <= file.limit()) {
            int length = file.getInt(at + 4);
            if (length < 0 || length > file.limit() - at - 8) {
                break;
            }
            String type = word(file, at);
            if (type.equals("VP8 ") && picture == null) {
                picture = file.slice(at, 8 + length);
            } else if (type.equals("EXIF")) {
                exif = webpExif(file, at + 8, length);
            }
            at += 8 + length + (length & 1);
        }
        if (picture == null) {
            throw FileProblems.type("image/webp, lossless, animated or damaged");
        }
        return new ImageParts(still(picture), exif);
    }

    private static ByteBuffer webpExif(ByteBuffer file, int at, int length) {
        int mark = isExif(file, at, length) ? EXIF_MARK.length : 0;
        return file.slice(at + mark, length - mark);
    }

    private static byte[] still(ByteBuffer picture) {
        ByteBuffer riff = ByteBuffer.allocate(RIFF_BYTES + picture.limit() + (picture.limit() & 1))
                .order(ByteOrder.LITTLE_ENDIAN);
        riff.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(riff.limit() - 8);
        return riff.put("WEBP".getBytes(StandardCharsets.US_ASCII)).put(picture).array();
    }

    private static String word(ByteBuffer file, int at) {
        return new String(file.array(), file.arrayOffset() + at, 4, StandardCharsets.US_ASCII);
    }

    private static byte[] written(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }
}
