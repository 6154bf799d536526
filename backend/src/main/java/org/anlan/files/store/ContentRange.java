package org.anlan.files.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.anlan.files.UploadRequest;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;

/**
 * Which bytes of the whole file a body carries.
 *
 * @param from of the first byte
 * @param length of the body, -1 when not said
 * @param total of the whole file, -1 when not said
 */
record ContentRange(long from, long length, long total) {

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,12})-(\\d{1,12})/(\\d{1,12})");

    /** @throws PictureException 422 content-range */
    static ContentRange of(UploadRequest request) {
        String text = request.contentRange();
        if (text == null) {
            return new ContentRange(0, request.contentLength(), request.contentLength());
        }
        Matcher match = RANGE.matcher(text.strip());
        if (!match.matches()) {
            throw refusal(text, "须为 bytes 起-止/总数", "must be bytes first-last/total");
        }
        long from = Long.parseLong(match.group(1));
        long last = Long.parseLong(match.group(2));
        long total = Long.parseLong(match.group(3));
        long length = last - from + 1;
        if (length < 1 || last >= total) {
            throw refusal(text, "起止须在总数之内", "first and last must lie within the total");
        }
        if (request.contentLength() >= 0 && request.contentLength() != length) {
            throw refusal(
                    text,
                    "与内容长度 " + request.contentLength() + " 不符",
                    "does not fit the body's " + request.contentLength() + " bytes");
        }
        return new ContentRange(from, length, total);
    }

    private static PictureException refusal(String text, String zh, String en) {
        return new PictureException(Problem.field("content-range", "Content-Range", text, zh, en));
    }
}
