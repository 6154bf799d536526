package org.anlan.files.store;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.anlan.files.UploadRequest;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;

/**
 * Whether a file may still come in. One phone gets a share of each day, and the last of the disk is kept for what people
 * write: files are refused long before a report is.
 */
final class Admission {

    /** A phone asks again at least so often: the share may have been raised, room made. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final Duration DAY = Duration.ofDays(1);
    private static final int DISK_SECONDS = 60;

    private final UploadStore uploads;
    private final LongSupplier freeBytes;
    private final long leastFreeBytes;
    private final long dailyBytes;

    /**
     * @param freeBytes of the database's disk, as far as this machine knows it
     * @param leastFreeBytes below which no file is taken
     * @param dailyBytes that one phone may send within 24 hours
     */
    Admission(UploadStore uploads, LongSupplier freeBytes, long leastFreeBytes, long dailyBytes) {
        this.uploads = uploads;
        this.freeBytes = freeBytes;
        this.leastFreeBytes = leastFreeBytes;
        this.dailyBytes = dailyBytes;
    }

    /** Blocks. @throws PictureException 503 disk, 429 budget */
    void check(UploadRequest request, ContentRange range, Instant now) {
        if (freeBytes.getAsLong() < leastFreeBytes) {
            throw diskLow();
        }
        if (request.role() != Role.FIELD) {
            return;
        }
        long bytes = range.total() >= 0 ? range.total() : Intake.limit(request.contentType());
        UploadStore.Sent others = uploads.sentSince(now.minus(DAY), request);
        if (others.bytes() + bytes > dailyBytes) {
            throw overBudget(wait(others.first(), now));
        }
    }

    /** Until the oldest of what counts is a day old. */
    private static Duration wait(Instant first, Instant now) {
        Duration wait = first == null ? LONGEST_WAIT : Duration.between(now, first.plus(DAY));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private PictureException overBudget(Duration wait) {
        long megabytes = dailyBytes >> 20;
        return new PictureException(Problem.of(
                        429,
                        "budget",
                        "本机 24 小时内上传的照片和录音已达 " + megabytes + " MB,稍后自动再传;文字上报不受影响",
                        "this phone has sent " + megabytes
                                + " MB of photos and recordings within 24 hours; they go on later,"
                                + " reports are taken as ever")
                .with("limit", dailyBytes)
                .with("retryAfterSeconds", Math.max(1, wait.toSeconds())));
    }

    private static PictureException diskLow() {
        return new PictureException(Problem.of(
                        503,
                        "disk",
                        "服务器磁盘空间将满,暂不接收照片和录音,稍后自动再传;文字上报不受影响。请通知管理员腾出空间",
                        "the server's disk is nearly full: photos and recordings wait, reports are taken as ever; tell the"
                                + " administrator to make room")
                .with("retryAfterSeconds", DISK_SECONDS));
    }
}
