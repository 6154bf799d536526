package org.anlan.picture;

/** A refusal on its way to the caller; the HTTP face turns it into problem+json. */
public class PictureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public PictureException(Problem problem) {
        super(problem.code() + ": " + problem.detail().en());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
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
