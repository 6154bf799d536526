package org.anlan.files.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.anlan.picture.PictureException;
import org.apache.tika.Tika;

/** Tells a file's type from its first bytes, whatever it is called or declared to be. */
public class ContentDetector {

    /** Enough of a file to tell its type. Bytes. */
    public static final int ENOUGH = 4096;

    private final Tika tika = new Tika();

    /**
     * @param beginning the file's first bytes, {@link #ENOUGH} or all
     * @param declared Content-Type, or null
     * @throws PictureException 415 file-type, 422 type-mismatch
     */
    public FileType require(byte[] beginning, String declared) {
        byte[] head = Arrays.copyOf(beginning, Math.min(beginning.length, ENOUGH));
        String found = tika.detect(head);
        FileType type = find(head, found).orElseThrow(() -> FileProblems.type(found));
        if (!FileType.isUndeclared(declared)
                && FileType.find(declared).filter(type::equals).isEmpty()) {
            throw FileProblems.mismatch(declared, type);
        }
        return type;
    }

    private static Optional<FileType> find(byte[] head, String found) {
        if (found.startsWith("image/hei")) {
            return Optional.empty();
        }
        if (found.contains("matroska") || found.endsWith("/webm")) {
            return holds(head, 64, "webm") ? Optional.of(FileType.WEBM) : Optional.empty();
        }
        if (head.length > 12 && "ftyp".equals(new String(head, 4, 4, StandardCharsets.US_ASCII))) {
            return holds(head, 16, "avif") ? Optional.empty() : Optional.of(FileType.MP4);
        }
        return FileType.find(found);
    }

    private static boolean holds(byte[] bytes, int within, String word) {
        String text = new String(bytes, 0, Math.min(bytes.length, within), StandardCharsets.ISO_8859_1);
        return text.contains(word);
    }
}
