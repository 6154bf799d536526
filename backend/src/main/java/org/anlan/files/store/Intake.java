package org.anlan.files.store;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.anlan.files.content.ContentDetector;
import org.anlan.files.content.FileProblems;
import org.anlan.files.content.FileType;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;

/**
 * Takes one body's bytes as they come: refuses as soon as they are too many or of a wrong type, and cuts them into
 * parts. Used by one thread at a time.
 */
final class Intake {

    /** Small, so that little is lost when a connection breaks. Bytes. */
    static final int PART = 64 * 1024;

    private final ContentRange range;
    private final String declared;
    private final ContentDetector detector;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private long limit;
    private long arrived;
    private boolean typed;

    Intake(ContentRange range, String declared, ContentDetector detector) {
        this.range = range;
        this.declared = declared;
        this.detector = detector;
        this.limit = limit(declared);
        this.typed = range.from() > 0;
    }

    /** Largest file of the declared type; of the largest type when nothing was declared. Bytes. */
    static long limit(String declared) {
        return FileType.isUndeclared(declared)
                ? FileType.LARGEST_IMAGE
                : FileType.find(declared).map(FileType::limit).orElse(FileType.LARGEST_IMAGE);
    }

    /** Before the first byte is read. */
    void check() {
        if (Math.max(range.total(), range.from() + Math.max(range.length(), 0)) > limit) {
            throw FileProblems.tooLarge(limit, "file");
        }
    }

    /** @return a part to be stored, or an empty array when more should come first */
    byte[] take(byte[] bytes) {
        arrived += bytes.length;
        if (range.from() + arrived > limit) {
            throw FileProblems.tooLarge(limit, "file");
        }
        if (range.length() >= 0 && arrived > range.length()) {
            throw new PictureException(
                    Problem.of(422, "content-range", "内容比声明的长", "the body is longer than its declared length"));
        }
        waiting.writeBytes(bytes);
        if (!typed && waiting.size() >= ContentDetector.ENOUGH) {
            detect();
        }
        return waiting.size() >= PART ? drain() : new byte[0];
    }

    /** What still waits at the end; also what waits when the connection broke. */
    byte[] drain() {
        byte[] part = waiting.toByteArray();
        waiting.reset();
        return part;
    }

    /** A file smaller than a part is looked at when it ends. */
    void end() {
        if (!typed && waiting.size() > 0) {
            detect();
        }
    }

    private void detect() {
        byte[] head = waiting.toByteArray();
        FileType type = detector.require(Arrays.copyOf(head, Math.min(head.length, ContentDetector.ENOUGH)), declared);
        typed = true;
        limit = type.limit();
        if (range.from() + arrived > limit) {
            throw FileProblems.tooLarge(limit, "file");
        }
        check();
    }

    long arrived() {
        return arrived;
    }
}
