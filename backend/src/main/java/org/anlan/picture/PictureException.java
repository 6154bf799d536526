package org.anlan.picture;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/** A refusal on its way to the caller; the HTTP face turns it into problem+json. */
public class PictureException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST_CAUSE = 10;
    /** disk_full and io_error of PostgreSQL. */
    private static final Set<String> DISK_STATES = Set.of("53100", "58030");

    private final transient Problem problem;

    public PictureException(Problem problem) {
        super(problem.code() + ": " + problem.detail().en());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** 503: what a failure of the database means to the caller. */
    public static PictureException of(SQLException problem) {
        return isOfDisk(problem) ? diskFull() : databaseAway();
    }

    /**
     * Whether a failure says that the database's disk takes nothing: PostgreSQL by its states, H2 by the failure to write
     * its file, which it hands on as the cause.
     */
    public static boolean isOfDisk(Throwable problem) {
        if (!(problem instanceof SQLException failure)) {
            return false;
        }
        String state = String.valueOf(failure.getSQLState());
        if (DISK_STATES.contains(state)) {
            return true;
        }
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof IOException && !state.startsWith("08")) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** 503: the database's disk takes nothing more. */
    public static PictureException diskFull() {
        return new PictureException(Problem.of(
                        503,
                        "disk",
                        "服务器的磁盘写不进去(多半已满),内容未写入;请通知管理员腾出空间,稍后用同一幂等键重发",
                        "the server's disk takes nothing, it is probably full; nothing was written: tell the administrator, and"
                                + " send again later with the same Idempotency-Key")
                .with("retryAfterSeconds", 5));
    }

    /** 503: more is asked than can be done. */
    public static PictureException busy() {
        return new PictureException(Problem.of(
                        503,
                        "busy",
                        "服务器忙,内容未写入;请稍后用同一幂等键重发",
                        "the server is busy, nothing was written; send again shortly with the same Idempotency-Key")
                .with("retryAfterSeconds", 2));
    }

    /** 503: the database cannot be reached. */
    public static PictureException databaseAway() {
        return new PictureException(Problem.of(
                        503,
                        "database",
                        "数据库暂时不可用,内容未写入或结果未知;请稍后用同一幂等键重发",
                        "the database is away; send again later with the same Idempotency-Key")
                .with("retryAfterSeconds", 2));
    }
}
